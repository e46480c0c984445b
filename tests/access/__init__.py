"""The guard tried from outside: real requests and WebSockets to a server of its own."""
