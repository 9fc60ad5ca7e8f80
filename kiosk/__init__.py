"""A terminal program for immigration offices: the queue, the steps of the standard and the promise on one screen."""

__version__ = "0.1.0"
