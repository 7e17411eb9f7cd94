-- KEYS 1 the subject. ARGV 2 the session's key, 3 the one it had before or '', 4 the most of the
-- subject's sessions, 5 the session's deadline. Returns as enrol does.
return enrol(KEYS[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[1]))
