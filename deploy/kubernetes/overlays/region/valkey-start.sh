#!/bin/sh
# Starts a Valkey or its Sentinel: asks the Sentinels who is primary, and follows; where none
# answers (the first start) the first server is.
set -eu
password=$(cat /secrets/valkey/password)
export REDISCLI_AUTH="$password"
me="$(hostname).valkey-servers"

primary() {
    for number in 0 1 2; do
        found=$(timeout 2 valkey-cli --raw -h "valkey-server-$number.valkey-servers" -p 26379 \
            sentinel get-master-addr-by-name stream 2>/dev/null | head -n 1) || continue
        case $found in valkey-server-*) echo "$found" && return ;; esac
    done
    echo valkey-server-0.valkey-servers
}

of=$(primary)
if [ "$1" = sentinel ]; then
    cat > /data/sentinel.conf <<END
port 26379
dir /data
requirepass $password
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $me
sentinel monitor stream $of 6379 2
sentinel auth-pass stream $password
sentinel sentinel-pass $password
sentinel down-after-milliseconds stream 5000
sentinel failover-timeout stream 30000
END
    exec valkey-sentinel /data/sentinel.conf
fi
cat > /data/valkey.conf <<END
dir /data
appendonly yes
maxmemory-policy noeviction
requirepass $password
primaryauth $password
replica-announce-ip $me
min-replicas-to-write 1
END
[ "$of" = "$me" ] || echo "replicaof $of 6379" >> /data/valkey.conf
exec valkey-server /data/valkey.conf
