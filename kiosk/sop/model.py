"""An SOP as its file says it: identity, team, internal management, requirements, steps, promises, fees, sources.

The identity block and the step table follow PermenPANRB 35/2012, the public part the six components of a service
standard (UU 25/2009, PermenPANRB 15/2014). The internal part follows the eight components of *pengelolaan internal* of
PermenPANRB 15/2014, of which *dasar hukum* and *kompetensi pelaksana* stand in the identity block already. Keys are
English; official Indonesian terms stand as values.
"""

from datetime import date
from typing import Annotated, Literal

from attrs import field, frozen

from kiosk.schema.fields import Between, Id
from kiosk.sop.rows import Fee, Length, Patch, Promise, Requirement, Step
from kiosk.text.language import Text, tr
from kiosk.wire.catalogue import SopKind

Ours = Literal["actors", "english", "known-as", "promise-end", "short", "steps", "symbol", "unit", "where"]


@frozen
class Revision:
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


Draft = Literal["konsep", "uji-coba"]
"""How far a file says that it has come: drafted, on trial."""

Life = Literal["konsep", "uji-coba", "disahkan", "berlaku", "dicabut"]
"""How far an SOP has come: the last three by acts of a person with that right, never by a file."""


@frozen
class Sourced:
    """A name with where it was found."""

    id: str
    en: str | None = None
    source: str | None = None


@frozen
class SopFile:
    """A file of `sops/<kind>/<id>.toml`: a whole SOP, or a variation of another (`extends`)."""

    id: Id
    name: Text
    short: Text | None = None
    known_as: tuple[Text, ...] = ()
    """What people say who mean it: it is found by that too."""
    life: Draft = field(
        default="konsep",
        metadata={"hint": tr("disahkan, berlaku, dan dicabut tidak ditulis di berkas: kiosk sop approve")},
    )
    extends: Id | None = None
    continues: Id | None = None
    """The service whose case this one goes on with."""
    number: str | None = None
    created: date | None = None
    """The day the draft was finished."""
    trial: date | None = None
    effective: date | None = None
    review: date | None = None
    """The day it is to be looked at again."""
    revision: tuple[Revision, ...] = ()
    approved_by: Approver | None = None
    """*Disahkan oleh*: who signs; whether it is in force is said by `life`."""
    team: Team | None = None
    audience: str | None = None
    unit: Sourced | None = None
    """Unit that wrote it and does what no step gives to another."""
    scope: Text | None = None
    summary: Text | None = None
    definition: tuple[Definition, ...] = ()
    legal_basis: tuple[str, ...] = ()
    qualification: tuple[Text, ...] = ()
    """*Kualifikasi pelaksana*, which is also the standard's *kompetensi pelaksana*."""
    related: tuple[str, ...] = ()
    """*Keterkaitan*: SOPs that go with it, by id or by title."""
    equipment: tuple[Text, ...] = ()
    warning: Text | None = None
    """*Peringatan*: what happens if it is not carried out."""
    record: tuple[Text, ...] = ()
    """*Pencatatan dan pendataan*."""
    internal: Internal | None = None
    product: Text | None = None
    complaint: Text | None = None
    collect_within: Length | None = None
    note: tuple[Text, ...] = ()
    ours: tuple[Ours, ...] = ()
    """What of it is published nowhere but was added here."""
    requirement: tuple[Requirement, ...] = ()
    step: tuple[Step, ...] = ()
    promise: tuple[Promise, ...] = ()
    fee: tuple[Fee, ...] = ()
    patch: tuple[Patch, ...] = ()
    source: dict[str, str] = field(factory=dict)
    """Addresses by the short keys used above."""


@frozen
class Sop:
    """A resolved SOP: variations applied, its kind known from its folder."""

    kind: SopKind
    file: SopFile
    digest: str
    """First 12 hexadecimal digits of SHA-256 over the canonical content: equal content, equal digest."""
    life: Life = "konsep"
    changed: bool = False
    """The file says something else than what was approved; this is what was approved."""

    @property
    def id(self) -> str:
        return self.file.id

    @property
    def name(self) -> Text:
        return self.file.name

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.file.step

    @property
    def visit_steps(self) -> tuple[Step, ...]:
        """The steps of a visit: the one at issue and those at the counters, numbered alike on every screen."""
        return tuple(step for step in self.steps if step.at_issue or step.where == "counter")

    @property
    def counter_steps(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.where == "counter" and not step.at_issue)

    @property
    def milestones(self) -> tuple[Step, ...]:
        """The steps away from the counters: the applicant's own, and those behind them."""
        return tuple(step for step in self.steps if step.where in ("applicant", "back-office") and not step.at_issue)

    @property
    def collection_steps(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.where == "collection")

    def step(self, step_id: str) -> Step | None:
        return next((step for step in self.steps if step.id == step_id), None)
