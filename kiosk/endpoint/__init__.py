"""The endpoint of an office: server (`http`), routes (`api`), writer and board (`engine`), data (`store`), `admin`."""
