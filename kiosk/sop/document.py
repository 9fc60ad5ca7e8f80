"""What an SOP says of itself beside its steps: who wrote, revised and signs it, and the standard's internal part.

After the identity block of PermenPANRB 35/2012 and the eight components of *pengelolaan internal* of PermenPANRB
15/2014, of which *dasar hukum* and *kompetensi pelaksana* stand in the identity block already.
"""

from datetime import date
from typing import Annotated, Literal

from attrs import frozen

from kiosk.language import Text
from kiosk.structure.value import Between

Ours = Literal["actors", "english", "known-as", "promise-end", "short", "steps", "symbol", "unit", "where"]


@frozen
class Revision:
    """One revision of the document."""

    number: Annotated[int, Between(1, 99)]
    date: date
    note: Text | None = None


@frozen
class Approver:
    """Who signs: the office held, and the person where that is known."""

    office: Text
    name: str | None = None
    nip: str | None = None


@frozen
class Member:
    """A member of the drafting team."""

    unit: str
    role: Text | None = None
    name: str | None = None


@frozen
class Team:
    """Who drafted it, named by decree, with members of every unit concerned."""

    decree: str | None = None
    """Key of the file's `[source]` table, where the decree is named."""
    member: tuple[Member, ...] = ()


@frozen
class Definition:
    """A term and what it means here."""

    term: str
    meaning: Text


@frozen
class Internal:
    """The components of a service standard that are the office's own management."""

    facilities: Text | None = None
    """*Sarana, prasarana, dan/atau fasilitas*."""
    supervision: Text | None = None
    """*Pengawasan internal*."""
    staff: Text | None = None
    """*Jumlah pelaksana*."""
    guarantee: Text | None = None
    """*Jaminan pelayanan*."""
    safety: Text | None = None
    """*Jaminan keamanan dan keselamatan pelayanan*."""
    evaluation: Text | None = None
    """*Evaluasi kinerja pelaksana*."""
