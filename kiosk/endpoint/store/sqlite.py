"""The store in SQLite, of the parts that each keep one kind of thing in the same file."""

from kiosk.endpoint.store.admitted import Admitted
from kiosk.endpoint.store.filed import Filed
from kiosk.endpoint.store.log import Log


class SqliteStore(Log, Filed, Admitted):
    """`Store` in the file `kiosk.sqlite` of a data folder."""
