"""What days and cases come to: times and outcomes, figures of a period, promises kept."""
