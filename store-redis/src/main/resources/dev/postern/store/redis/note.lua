-- KEYS 1 the schedule. ARGV 2 the session's key, 3 when it may end. Returns 1.
note(KEYS[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[1]))
return 1
