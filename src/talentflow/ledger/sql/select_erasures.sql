SELECT salt, digests FROM erasures ORDER BY row_id
