-- What a call tells beside the contract's own columns; NULL throughout in rows that tell nothing, also in those from before.
-- source: 1 an officer, 0 a citizen, 2 unknown; never NULL in a row that tells something.
ALTER TABLE calls
  ADD COLUMN IF NOT EXISTS nature text,
  ADD COLUMN IF NOT EXISTS source smallint,
  ADD COLUMN IF NOT EXISTS unit text,
  ADD COLUMN IF NOT EXISTS beat text,
  ADD COLUMN IF NOT EXISTS received_utc bigint,
  ADD COLUMN IF NOT EXISTS dispatched_utc bigint,
  ADD COLUMN IF NOT EXISTS arrived_utc bigint,
  ADD COLUMN IF NOT EXISTS cleared_utc bigint;

ALTER TABLE staged_calls
  ADD COLUMN IF NOT EXISTS nature text,
  ADD COLUMN IF NOT EXISTS source smallint,
  ADD COLUMN IF NOT EXISTS unit text,
  ADD COLUMN IF NOT EXISTS beat text,
  ADD COLUMN IF NOT EXISTS received_utc bigint,
  ADD COLUMN IF NOT EXISTS dispatched_utc bigint,
  ADD COLUMN IF NOT EXISTS arrived_utc bigint,
  ADD COLUMN IF NOT EXISTS cleared_utc bigint;
