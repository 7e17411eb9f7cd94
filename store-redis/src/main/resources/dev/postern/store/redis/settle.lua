-- KEYS 1 the schedule. ARGV from 2 on: sessions' keys, each with when to look at it again, or '' if
-- there is nothing to look at any more. One that somebody else has struck off stays so. Returns 1.
local now = tonumber(ARGV[1])
for i = 2, #ARGV, 2 do
  if redis.call('ZREM', KEYS[1], ARGV[i]) == 1 and ARGV[i + 1] ~= '' then
    note(KEYS[1], ARGV[i], tonumber(ARGV[i + 1]), now)
  end
end
return 1
