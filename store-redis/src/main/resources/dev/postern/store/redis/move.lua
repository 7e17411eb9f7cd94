-- KEYS 1 the session, 2 its new key, 3 the schedule, 4 the subject if it is to be enrolled.
-- ARGV 6 the grace, 7 "r" or "n", 8 what every name of a key begins with, 9 and 10 the old and the
-- new key, 11 what every name of a subject begins with, 12 the subject or '', 13 the most of its
-- sessions, 14 the deadline or '' for the one it has, 15 and on: the change. Returns as update.lua
-- does, or -2 if the subject has no room.
-- Not for a cluster: it also writes to the earlier keys of the session.
local now, grace, flag, prefix, to = tonumber(ARGV[1]), tonumber(ARGV[6]), ARGV[7], ARGV[8], ARGV[10]
local session = read(KEYS[1])
local refused = refusal(KEYS[1], session, now)
if refused then
  return refused
end
if taken(KEYS[2], now) then
  return 0
end
local deadline = tonumber(ARGV[14]) or session.deadline
if KEYS[4] and enrol(KEYS[4], to, ARGV[9], tonumber(ARGV[13]), deadline, now) == 0 then
  return -2
end
redis.call('RENAME', KEYS[1], KEYS[2])
local former = redis.call('HGET', KEYS[2], 'u')
if former then
  redis.call('ZREM', ARGV[11] .. former .. '}', ARGV[9])
  redis.call('HDEL', KEYS[2], 'u')
end
if ARGV[12] ~= '' then
  redis.call('HSET', KEYS[2], 'u', ARGV[12])
end
change(KEYS[2], session, now, 15)
redis.call('ZREM', KEYS[3], ARGV[9])
note(KEYS[3], to, ends(session), now)
if ends(session) <= now then
  return session.version
end

local earlier = ''
for key, till in string.gmatch(redis.call('HGET', KEYS[2], 'p') or '', '(%S+)@(%d+)') do
  local pointer = redis.call('HGET', prefix .. key .. '}', '>')
  if pointer then
    local readable = flag == 'n' and 'n' or string.sub(pointer, 1, 1)
    redis.call('HSET', prefix .. key .. '}', '>', readable .. to)
    earlier = earlier .. key .. '@' .. till .. ' '
  end
end
local till = math.min(now + grace, ends(session))
if till > now then
  redis.call('HSET', KEYS[1], '>', flag .. to)
  redis.call('PEXPIRE', KEYS[1], whole(till - now))
  earlier = earlier .. ARGV[9] .. '@' .. whole(till) .. ' '
end
if earlier == '' then
  redis.call('HDEL', KEYS[2], 'p')
else
  redis.call('HSET', KEYS[2], 'p', earlier)
end
return session.version
