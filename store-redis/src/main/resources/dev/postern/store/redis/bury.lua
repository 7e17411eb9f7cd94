local function bury(key, life)
  redis.call('DEL', key)
  redis.call('HSET', key, 'x', '')
  redis.call('PEXPIRE', key, life)
end
