-- Leaves a tombstone: as long as a request may be in flight, nothing is created under this key nor
-- saved to it. A record whose time was over stays beneath, so that its end is made known all the
-- same. Each begins with a write that needs no memory, since a full server must still end sessions.
-- What is in x tells look-ups until when another session is known to have taken this one's place.
local function bury(key, now, superseded)
  local session = read(key)
  if session and ends(session) <= now then
    redis.call('PEXPIRE', key, whole(math.max(TOMBSTONE, redis.call('PTTL', key))))
    redis.call('HSET', key, 'x', superseded)
  else
    redis.call('DEL', key)
    redis.call('HSET', key, 'x', superseded)
    redis.call('PEXPIRE', key, TOMBSTONE)
  end
end
