-- KEYS 1 an earlier key of a session. ARGV 2 "r" or "n", 3 where the session is now.
local pointer = redis.call('HGET', KEYS[1], '>')
if pointer then
  local readable = ARGV[2] == 'n' and 'n' or string.sub(pointer, 1, 1)
  redis.call('HSET', KEYS[1], '>', readable .. ARGV[3])
end
return 1
