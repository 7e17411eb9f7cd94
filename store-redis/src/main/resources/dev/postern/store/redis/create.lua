-- KEYS 1 the session, then on one server 2 the schedule, 3 the subject if it is to be enrolled.
-- ARGV 2 its end, 3 its key, 4 the most of the subject's sessions, 5 its deadline, 6 and on: fields
-- and values. Returns 1, 0 if the key is taken, or -2 if the subject has no room.
local now, last = tonumber(ARGV[1]), tonumber(ARGV[2])
if taken(KEYS[1], now) then
  return 0
end
if KEYS[3]
    and enrol(KEYS[3], ARGV[3], '', tonumber(ARGV[4]), tonumber(ARGV[5]), now) == 0 then
  return -2
end
put(KEYS[1], 6)
redis.call('PEXPIRE', KEYS[1], whole(last - now + KEPT))
if KEYS[2] then
  note(KEYS[2], ARGV[3], last, now)
end
return 1
