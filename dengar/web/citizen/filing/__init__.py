"""Filing a report on the phone: seven steps, one question each, without script."""
