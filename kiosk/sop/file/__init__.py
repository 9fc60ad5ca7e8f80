"""The files of a pack: how a folder of them is read and checked, described to editors, and begun from a template."""
