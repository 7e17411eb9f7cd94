-- KEYS 1 any key. ARGV 2 the life of a tombstone.
bury(KEYS[1], ARGV[2])
return 1
