"""The one way a service is put together: settings, platform, lifespan, health."""
