-- Calls of a replaced period that a load did not hold.
ALTER TABLE loads ADD COLUMN IF NOT EXISTS removed bigint NOT NULL DEFAULT 0;
