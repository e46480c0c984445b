"""Schedules of feasibility studies: tasks, milestones, dependencies, critical path and slippage against the agreed plan."""
