"""Filing a report on the phone: six steps, one question each, without script."""
