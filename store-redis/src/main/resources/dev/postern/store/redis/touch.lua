-- KEYS 1 the session. ARGV 2 the access. Returns all fields as they were before.
local now, access = tonumber(ARGV[1]), tonumber(ARGV[2])
local fields = redis.call('HGETALL', KEYS[1])
local session = read(KEYS[1])
if session and access > session.access and ends(session) > now then
  session.access = access
  write(KEYS[1], session, now)
end
return fields
