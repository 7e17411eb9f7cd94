-- KEYS 1 the session. ARGV 6 and on: the change. Returns the version, or what change.lua refuses by.
local now = tonumber(ARGV[1])
local session = read(KEYS[1])
local refused = refusal(KEYS[1], session, now)
if refused then
  return refused
end
change(KEYS[1], session, now, 6)
return session.version
