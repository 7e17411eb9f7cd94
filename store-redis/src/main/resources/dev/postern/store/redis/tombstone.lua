-- KEYS 1 any key.
bury(KEYS[1], tonumber(ARGV[1]))
return 1
