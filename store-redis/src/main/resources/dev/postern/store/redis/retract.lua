-- KEYS 1 the copy of a session that was not moved after all. One that was ended meanwhile stays so.
if not redis.call('HGET', KEYS[1], 'x') then
  redis.call('DEL', KEYS[1])
end
return 1
