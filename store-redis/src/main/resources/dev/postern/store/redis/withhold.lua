-- KEYS 1 a key under which a session should have been stored by now. ARGV 2 what bury is given.
-- Returns 1 if none was, and none can be any more; else 0.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
bury(KEYS[1], tonumber(ARGV[1]), ARGV[2])
return 1
