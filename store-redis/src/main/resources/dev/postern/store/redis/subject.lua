-- KEYS 1 the subject. ARGV 2 what every name of a session's key begins with. Returns of each live
-- session its key, m and h, and strikes off the rest. Not for a cluster: it reads the sessions.
local now, found = tonumber(ARGV[1]), {}
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local key = ARGV[2] .. member .. '}'
  local session = read(key)
  if session and ends(session) > now then
    local stored = redis.call('HMGET', key, 'm', 'h')
    found[#found + 1] = {member, stored[1], stored[2]}
  else
    redis.call('ZREM', KEYS[1], member)
  end
end
return found
