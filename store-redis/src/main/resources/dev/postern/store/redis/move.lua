-- KEYS 1 the session, 2 its new key. ARGV 6 the grace, 7 "r" or "n", 8 what every name of a key
-- begins with, 9 and 10 the old and the new key, 11 and on: the change. Returns as update.lua does.
-- Not for a cluster: it also writes to the earlier keys of the session.
local now, grace, flag, prefix, to = tonumber(ARGV[1]), tonumber(ARGV[6]), ARGV[7], ARGV[8], ARGV[10]
local session = read(KEYS[1])
local refused = refusal(KEYS[1], session, now)
if refused then
  return refused
end
if redis.call('EXISTS', KEYS[2]) == 1 then
  return 0
end
redis.call('RENAME', KEYS[1], KEYS[2])
change(KEYS[2], session, now, 11)
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
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', till - now))
  earlier = earlier .. ARGV[9] .. '@' .. string.format('%.0f', till) .. ' '
end
if earlier == '' then
  redis.call('HDEL', KEYS[2], 'p')
else
  redis.call('HSET', KEYS[2], 'p', earlier)
end
return session.version
