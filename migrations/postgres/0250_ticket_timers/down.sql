DROP TABLE ticket_timers;
