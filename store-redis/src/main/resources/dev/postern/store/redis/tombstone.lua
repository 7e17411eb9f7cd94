-- KEYS 1 any key. ARGV 2 what bury is given.
bury(KEYS[1], tonumber(ARGV[1]), ARGV[2])
return 1
