"""Real servers for all tests: loopback, free ports, fresh folders, stopped by who started them."""

pytest_plugins = [
    "tests.servers.postgres",
    "tests.servers.databases",
    "tests.servers.valkey",
    "tests.installation.spreading",
]
