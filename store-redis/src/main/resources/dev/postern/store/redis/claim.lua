-- KEYS 1 the session. Takes a record whose time is over, by the caller's clock and by the server's:
-- one node whose clock is fast must not end the sessions of all. Returns its fields, 0 if there is
-- no record, or when the one there ends.
local session = read(KEYS[1])
if not session then
  return 0
end
if not session.deleted
    and (ends(session) > tonumber(ARGV[1]) or redis.call('PTTL', KEYS[1]) > KEPT) then
  return ends(session)
end
local fields = redis.call('HGETALL', KEYS[1])
redis.call('DEL', KEYS[1])
if session.deleted then
  bury(KEYS[1], tonumber(ARGV[1]), '')
end
return fields
