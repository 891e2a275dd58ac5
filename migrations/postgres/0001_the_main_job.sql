-- Everything a firm and its clients need to open a matter, invite, share, read, confirm and send back.
-- Conventions: ids are text with a typed prefix; time is microseconds since 1970 in UTC; a column named here as
-- "sealed" holds ciphertext (docs/formats/sealed-field.md); *_index columns hold keyed hashes for exact look-up.
-- Ids are unique across firms, so an index on an id leads with the id: one that led with firm_id would look as good to the
-- planner and read the whole firm. Only lists of a firm lead with firm_id.

create table firms (
  id text primary key,
  name bytea not null,                 -- sealed
  phone bytea not null,                -- sealed
  tagline bytea not null,              -- sealed: "Lawyers in Kingston, Ontario"
  languages text not null,            -- "en", "fr", "en fr": the first is the firm's own
  hue bigint not null,               -- 0 … 360
  chroma bigint not null,            -- thousandths, 0 … 100
  time_zone text not null,            -- IANA name
  place bytea not null,                -- sealed: where documents are kept, as clients read it
  mail bytea,                          -- sealed: outgoing mail settings; absent: letters are printed
  single_sign_on bytea,                -- sealed: the provider members may sign in with
  single_sign_on_required_at bigint, -- members with a linked account sign in with it, owners excepted
  answer_days bigint not null check (answer_days between 1 and 10), -- working days within which clients' letters are answered, as they read it
  scans_since bigint,              -- a scanner looks at what comes, since then; absent: none does
  unscanned_allowed_at bigint,     -- clients may open what is not scanned yet
  bytes_in text not null check (bytes_in in ('disk', 's3')), -- where new bytes go
  bytes_moving_since bigint,          -- absent: all bytes are there
  room bigint,                        -- gigabytes documents may take; absent: no limit
  room_of_matter bigint,              -- those of one matter
  room_of_person bigint,              -- those one person of a client has sent
  client_ways text not null check (client_ways in ('two steps', 'passkey')), -- what people must come in with
  member_ways text not null check (member_ways in ('two steps', 'passkey')),
  owner_ways text not null check (owner_ways in ('two steps', 'passkey')),
  cards_ended_at bigint,              -- no code card is taken, since then; absent: they are
  invitation_days bigint not null check (invitation_days between 1 and 14),
  idle_minutes bigint not null check (idle_minutes between 15 and 30), -- a session without a sign of life
  silence_days bigint check (silence_days between 3 and 180), -- a client who has not heard for so long is named on Today; absent: none is
  created_at bigint not null,
  set_up_at bigint,
  mail_set_aside_at bigint            -- the owner said that letters are printed here
);

create table people (
  id text primary key,
  firm_id text not null references firms (id),
  name bytea not null,                 -- sealed
  email bytea not null,                -- sealed
  email_index bytea not null,
  phone bytea,                         -- sealed
  locale text not null check (locale in ('en', 'fr')),
  appearance text not null check (appearance in ('system', 'light', 'dark')),
  password_hash text,
  totp bytea,                          -- sealed secret; absent: no authenticator app
  totp_step bigint not null,         -- the last time step whose code was used: a code works once
  created_at bigint not null,
  entered_at bigint,                 -- first complete sign-in
  ended_at bigint,
  unique (firm_id, email_index)
);

create table members (
  person_id text primary key references people (id),
  firm_id text not null references firms (id),
  role text not null check (role in ('owner', 'lawyer', 'assistant', 'view only')),
  title bytea not null,                -- sealed: "Law clerk"
  created_at bigint not null
);
create index members_of_firm on members (firm_id);

create table passkeys (
  id text primary key,
  firm_id text not null references firms (id),
  person_id text not null references people (id),
  credential_index bytea not null,
  credential bytea not null,           -- sealed
  name bytea not null,                 -- sealed
  created_at bigint not null,
  used_at bigint,
  removed_at bigint,
  unique (firm_id, credential_index)
);
create index passkeys_of_person on passkeys (person_id);

create table recovery_codes (
  id text primary key,
  firm_id text not null references firms (id),
  person_id text not null references people (id),
  code_index bytea not null,
  created_at bigint not null,
  used_at bigint,
  replaced_at bigint,
  unique (firm_id, code_index)
);
create index recovery_codes_of_person on recovery_codes (person_id);

create table sessions (
  id text primary key,
  firm_id text not null references firms (id),
  person_id text not null references people (id),
  token_hash bytea not null unique,
  way text not null check (way in ('passkey', 'password and app', 'password and recovery code', 'password and card', 'single sign-on', 'single sign-on and second step', 'single sign-on and passkey')),
  device text not null check (device in ('phone', 'tablet', 'computer', 'unknown')),
  browser text not null,              -- a word from a fixed list, never the header itself
  network text not null,              -- /24 or /64
  created_at bigint not null,
  seen_at bigint not null,
  proved_at bigint not null,         -- last complete proof of identity
  ends_at bigint not null,
  ended_at bigint
);
create index sessions_of_person on sessions (person_id);

-- What somebody had typed when their session ended by itself: theirs again after they sign in, for a day.
create table kept_forms (
  id text primary key,
  firm_id text not null references firms (id),
  person_id text not null references people (id),
  action_index bytea not null,        -- of the address the form is sent to
  fields bytea not null,              -- sealed
  kept_at bigint not null,
  unique (person_id, action_index)
);
create index kept_forms_of_firm on kept_forms (firm_id, kept_at);

-- Someone on the way in: a first step taken, an invitation being accepted, a passkey being asked for. Never a session.
create table attempts (
  id text primary key,
  firm_id text not null references firms (id),
  kind text not null check (kind in ('half signed in', 'entering', 'passkey', 'single sign-on')),
  person_id text references people (id),
  token_hash bytea not null unique,
  state bytea,                         -- sealed
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);

-- The one limiter for all guessing. A row per subject (an account, a network, everybody).
create table guesses (
  firm_id text not null references firms (id),
  subject_index bytea not null,
  person_id text references people (id),   -- whose account it is, where it is one
  failures bigint not null,
  failed_at bigint not null,
  blocked_until bigint not null,
  primary key (firm_id, subject_index)
);

-- An account at the firm's provider that a member has linked: they, and nobody else with the same address.
create table linked_accounts (
  person_id text primary key references people (id),
  firm_id text not null references firms (id),
  account_index bytea not null,          -- of issuer and subject together
  label bytea not null,                  -- sealed: what the provider calls it
  linked_at bigint not null,
  used_at bigint,
  unique (firm_id, account_index)
);

-- A letter with a link that gives a forgotten password back, and nothing more. The link is made from the id with the firm's
-- key, so no row holds it.
create table password_resets (
  id text primary key,
  firm_id text not null references firms (id),
  person_id text not null references people (id),
  email_index bytea not null,            -- the address it was sent to: another one ends it
  token_hash bytea not null unique,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  replaced_at bigint
);
create index password_resets_of_person on password_resets (person_id);

-- A member has checked that it is really them: a new way in for somebody who lost theirs, after a day or from hand to hand.
create table vouchings (
  id text primary key,
  firm_id text not null references firms (id),
  person_id text not null references people (id),
  how text not null check (how in ('call', 'in person')),
  words bytea not null,                -- sealed: how the member knew
  door_code bytea not null,            -- sealed: told in the call, or on the letter
  token_hash bytea not null unique,    -- of the link that stops it
  begun_by text not null references people (id),
  begun_at bigint not null,
  with_card_at bigint,              -- the firm prints a code card with the letter
  agreed_by text references people (id), -- a second member, where it is about a member
  agreed_at bigint,
  stopped_by text references people (id), -- absent: by the link in the letter
  stopped_at bigint
);
create index vouchings_of_person on vouchings (person_id);
create index vouchings_of_firm on vouchings (firm_id, begun_at);

create table invitations (
  id text primary key,
  firm_id text not null references firms (id),
  person_id text not null references people (id),
  token_hash bytea not null unique,
  token bytea not null,                -- sealed, so that a letter can be printed again
  door text not null check (door in ('code', 'phone')),
  door_code bytea not null,            -- sealed
  way text not null check (way in ('email', 'letter')),
  created_by text not null references people (id),
  created_at bigint not null,
  opens_at bigint not null,           -- never before this
  expires_at bigint not null,
  door_failures bigint not null,
  with_card_at bigint,                 -- the firm prints a code card with the letter
  used_at bigint,
  replaced_at bigint,
  vouching_id text references vouchings (id)
);
create index invitations_of_person on invitations (person_id, created_at);
create index invitations_of_vouching on invitations (vouching_id);

-- A new address somebody asked for. The link's token is made from the id, so only its hash lies here.
create table address_changes (
  id text primary key,
  firm_id text not null references firms (id),
  person_id text not null references people (id),
  email bytea not null,               -- sealed
  token_hash bytea not null unique,
  former bytea,                       -- sealed: the address before, once this one was confirmed
  asked_at bigint not null,
  confirmed_at bigint,
  stopped_at bigint                   -- by the firm, or because another was asked for
);
create index address_changes_of_person on address_changes (person_id, asked_at);

-- A code card: numbered codes on paper, the second step of somebody without a smartphone. The codes themselves are nowhere.
create table code_cards (
  id text primary key,
  firm_id text not null references firms (id),
  person_id text not null references people (id),
  invitation_id text references invitations (id), -- handed over with it
  created_by text not null references people (id),
  created_at bigint not null,
  ended_at bigint                     -- a newer one took its place, or its person came in anew
);
create index code_cards_of_person on code_cards (person_id) where ended_at is null;
create index code_cards_of_firm on code_cards (firm_id) where ended_at is null;

create table card_codes (
  card_id text not null references code_cards (id),
  number bigint not null,             -- as printed, from 1
  firm_id text not null references firms (id),
  code_index bytea not null,
  used_at bigint,
  primary key (card_id, number)
);

create table clients (
  id text primary key,
  firm_id text not null references firms (id),
  kind text not null check (kind in ('person', 'organisation')),
  name bytea not null,                 -- sealed
  created_by text not null references people (id),
  created_at bigint not null
);
create index clients_of_firm on clients (firm_id, created_at);

create table client_contacts (
  client_id text not null references clients (id),
  person_id text not null references people (id),
  firm_id text not null references firms (id),
  created_at bigint not null,
  primary key (client_id, person_id)
);
create index client_contacts_of_person on client_contacts (person_id);

-- A kind of matter: what the firm begins a matter of that kind with. The firm's own copy, founded with it.
create table matter_kinds (
  id text primary key,
  firm_id text not null references firms (id),
  locale text not null check (locale in ('en', 'fr')),
  area text not null,                 -- area of practice, from a fixed list
  name bytea not null,                 -- sealed
  outline bytea not null,              -- sealed: stages, usual requests, folders, what to keep safe
  created_at bigint not null,
  retired_at bigint                      -- offered no more
);
create index matter_kinds_of_firm on matter_kinds (firm_id, created_at);

create table matters (
  id text primary key,
  firm_id text not null references firms (id),
  client_id text not null references clients (id),
  number bytea not null,               -- sealed
  number_index bytea not null,
  title bytea not null,                -- sealed: what the client reads
  area text not null,                 -- area of practice, from a fixed list
  responsible_id text not null references people (id),
  practice_at bigint,                -- the practice matter of a new firm
  opened_at bigint not null,
  changed_at bigint not null,
  closed_at bigint,
  walled_at bigint,                  -- only its team knows of it, not even the owner off it
  walled_by text references people (id),
  unwalling_at bigint,               -- one of two has said that the wall may come down
  unwalling_by text references people (id),
  kind_id text references matter_kinds (id), -- absent: begun without one
  nudges_ended_at bigint,               -- Today does not say that its client has not heard for long
  removed_at bigint,                  -- only the practice matter can be removed
  unique (firm_id, number_index)
);
create index matters_of_firm on matters (firm_id, changed_at, id);
create index matters_of_client on matters (client_id, changed_at, id);

create table matter_team (
  matter_id text not null references matters (id),
  person_id text not null references people (id),
  firm_id text not null references firms (id),
  added_at bigint not null,
  ended_at bigint,
  primary key (matter_id, person_id)
);
create index matter_team_of_person on matter_team (person_id);

-- A member in conflict: may not know of the matter, join its team or open it in an emergency.
create table conflicts (
  matter_id text not null references matters (id),
  person_id text not null references people (id),
  firm_id text not null references firms (id),
  reason bytea not null,               -- sealed
  added_by text not null references people (id),
  added_at bigint not null,
  lifting_at bigint,                 -- one of two has said that it may be lifted
  lifting_by text references people (id),
  ended_at bigint,
  primary key (matter_id, person_id)
);
create index conflicts_of_person on conflicts (person_id);

-- A member off the team asks to open a matter in an emergency.
create table emergencies (
  id text not null primary key,
  firm_id text not null references firms (id),
  matter_id text references matters (id), -- absent: no matter here they could be let into
  person_id text not null references people (id),
  number bytea not null,               -- sealed: the file number as it was typed
  reason bytea not null,               -- sealed
  asked_at bigint not null,
  opens_at bigint,                   -- absent until somebody agreed, or where nobody can but the clock
  ends_at bigint,
  agreed_by text references people (id),
  ended_at bigint,                   -- refused, given back or taken away
  ended_by text references people (id)
);
create index emergencies_of_firm on emergencies (firm_id, asked_at);
create index emergencies_of_matter on emergencies (matter_id, person_id);

create table participants (
  matter_id text not null references matters (id),
  person_id text not null references people (id),
  firm_id text not null references firms (id),
  added_by text not null references people (id),
  added_at bigint not null,
  kind text not null check (kind in ('client', 'helper')),
  trade text check (trade in ('accountant', 'interpreter', 'attorney', 'counsel', 'other')), -- of a helper
  title bytea,                         -- sealed: what a helper reads where clients read the matter's title
  sending_since bigint,              -- may hand documents over, since then
  writing_since bigint,              -- may write letters
  meeting_since bigint,              -- sees who else takes part, and reads what is written with all of them
  ends_at bigint,                    -- access ends then by itself
  ended_at bigint,
  primary key (matter_id, person_id)
);
create index participants_ending on participants (firm_id, ends_at) where ends_at is not null and ended_at is null;
create index participants_of_person on participants (person_id);

-- A link for files: whoever has it and its door code may bring files to one matter, and nothing else.
create table links (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  token_hash bytea not null unique,
  token bytea not null,                -- sealed, so that a letter can be printed again
  door_code bytea not null,            -- sealed
  name bytea not null,                 -- sealed: whom the firm gives it to
  email bytea,                         -- sealed
  purpose bytea not null,              -- sealed: what is asked for
  locale text not null check (locale in ('en', 'fr')),
  most_files bigint not null,
  most_bytes bigint not null,
  created_by text not null references people (id),
  created_at bigint not null,
  expires_at bigint not null,
  door_failures bigint not null,
  ended_at bigint,
  ended_by text references people (id)
);
create index links_of_matter on links (matter_id, created_at);

-- Somebody who came through a link: a browser, for a few hours. The person is one who can never sign in.
create table senders (
  id text primary key,
  firm_id text not null references firms (id),
  link_id text not null references links (id),
  person_id text not null unique references people (id),
  token_hash bytea not null unique,
  device text not null check (device in ('phone', 'tablet', 'computer', 'unknown')),
  created_at bigint not null,
  ends_at bigint not null,
  ended_at bigint
);
create index senders_of_link on senders (link_id, created_at);

create table status_updates (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  words bytea not null,                -- sealed
  next_words bytea,                    -- sealed: what happens next; absent: nothing was said of it
  next_by text check (next_by in ('firm', 'client', 'court', 'other')), -- whose turn it is
  next_at bigint,                        -- when it is expected
  created_by text not null references people (id),
  created_at bigint not null
);
create index status_updates_of_matter on status_updates (matter_id, created_at);

-- Where a matter can stand: the stages of its kind, as they are told in this matter.
create table matter_stages (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  number bigint not null,                -- their order, from 1
  name bytea not null,                 -- sealed
  explanation bytea not null,          -- sealed
  lasts bytea not null,                -- sealed: how long it usually takes, in words
  skipped_at bigint,                     -- not in this matter
  unique (matter_id, number)
);

-- Each time a matter came to a stage, also back to one. The one with the highest number says where it stands.
create table stage_moves (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  number bigint not null,
  stage_id text not null references matter_stages (id),
  reached_at bigint not null,            -- the day it was reached, as the firm says
  note bytea,                          -- sealed
  moved_by text not null references people (id),
  moved_at bigint not null,
  unique (matter_id, number)
);
create index stage_moves_of_stage on stage_moves (stage_id, number);

create table documents (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  title bytea not null,                -- sealed
  origin text not null check (origin in ('firm', 'client')),
  created_by text not null references people (id),
  created_at bigint not null,
  changed_at bigint not null,
  checked_at bigint,                 -- the firm has looked at what a client sent
  checked_by text references people (id),
  part_number bigint,                -- of a photo that is to become a page: which one, from 1
  part_of text references documents (id)  -- of a photo that became a page: of which document
);
create index documents_parts on documents (part_of) where part_of is not null;
create index documents_of_matter on documents (matter_id, changed_at);
create index documents_to_check on documents (firm_id, created_at) where origin = 'client' and checked_at is null;

-- Files a client handed over in one act; the number is what they can quote.
create table deliveries (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  number text not null,
  note bytea,                          -- sealed
  link_id text references links (id),  -- present: by somebody who came through a link
  says bytea,                          -- sealed: who they say they are
  together text check (together in ('waiting', 'made', 'refused')), -- its photos in one PDF; absent: not asked for
  together_title bytea,                -- sealed
  created_by text not null references people (id),
  created_at bigint not null,
  unique (firm_id, number)
);
create index deliveries_of_matter on deliveries (matter_id, created_at);

-- A transfer under way, and for ever the home of its segments.
create table uploads (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  name bytea not null,                -- sealed
  folder bytea,                       -- sealed: where in a chosen folder the file lay
  length bigint,                      -- absent: its sender has not told yet
  received bigint not null,           -- a fact: these bytes are durable
  concat text,                        -- 'partial', or 'final;' and the parts it was made of, as they were named
  writer bigint not null,             -- the pen: who holds a lower one may not move the upload
  writer_until bigint not null,       -- until when the pen counts as held; 0: nobody writes
  digest_state bytea,                 -- sealed: the running SHA-256 and CRC-32 of what is here
  expected bytea,                     -- sealed: the SHA-256 its sender said it will have
  fingerprint bytea,                  -- sealed SHA-256, once finished
  crc32 bytea,                        -- sealed CRC-32, once finished
  kind text,                          -- what the bytes are, once finished
  mismatch_at bigint,                 -- the name says one thing, the bytes another
  created_by text not null references people (id),
  created_at bigint not null,
  expires_at bigint,                  -- when it is given up; absent: never, it became a version or part of another
  finished_at bigint,
  ended_at bigint                     -- given up: its bytes are litter
);
create index uploads_open on uploads (matter_id, created_by, created_at) where ended_at is null and expires_at is not null;
create index uploads_given_up on uploads (matter_id, created_by, ended_at) where ended_at is not null and expires_at is not null;
create index uploads_expiring on uploads (firm_id, expires_at) where ended_at is null and expires_at is not null;
create index uploads_room on uploads (firm_id, matter_id, created_by, length, received) where ended_at is null;
create index uploads_of_person on uploads (created_by, length, received) where ended_at is null;

create table segments (
  upload_id text not null references uploads (id),
  number bigint not null,
  firm_id text not null references firms (id),
  blob_id text not null,
  starts_at bigint not null,          -- offset of the first plain byte
  length bigint not null,             -- plain bytes
  sealed_upload_id text references uploads (id),-- what it was sealed as, where it came with a part that was joined
  sealed_number bigint,
  created_at bigint not null,
  primary key (upload_id, number)
);

create table versions (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  document_id text not null references documents (id),
  number bigint not null,
  upload_id text not null unique references uploads (id),
  delivery_id text references deliveries (id),
  name bytea not null,                 -- sealed file name
  folder bytea,                       -- sealed: where in a chosen folder the file lay, parts joined by /
  size bigint not null,
  fingerprint bytea not null,          -- sealed SHA-256
  crc32 bytea not null,                -- sealed CRC-32
  kind text not null,                 -- what the bytes are, from a fixed list
  mismatch_at bigint,                -- the name says one thing, the bytes another
  reason bytea,                        -- sealed: why it replaces the one before
  created_by text not null references people (id),
  created_at bigint not null,
  unique (document_id, number)
);
create index versions_of_matter on versions (matter_id, created_at);
create index versions_of_delivery on versions (delivery_id);

-- Where reading everything that lies there stands, and what did not read.
create table scrubs (
  firm_id text not null primary key references firms (id),
  after_upload text not null,         -- the last that was read; empty: a round begins
  next_at bigint not null
);

create table unreadable (
  version_id text not null primary key references versions (id),
  firm_id text not null references firms (id),
  found_at bigint not null,
  mended_at bigint                   -- when it read again
);
create index unreadable_now on unreadable (firm_id, found_at) where mended_at is null;

-- What a version looks like: made by a job, one row a version, then one row a page.
create table renderings (
  version_id text primary key references versions (id),
  firm_id text not null references firms (id),
  outcome text not null check (outcome in ('waiting', 'made', 'none', 'locked', 'damaged', 'too large')),
  pages bigint not null,
  conversion text check (conversion in ('office', 'picture', 'message')), -- how, where they are more than the original redrawn
  changed_at bigint not null
);

create table pages (
  version_id text not null references versions (id),
  number bigint not null,
  firm_id text not null references firms (id),
  blob_id text,                       -- absent: a page of text only
  length bigint not null,            -- plain bytes of the picture
  media_type text not null,
  width bigint not null,
  height bigint not null,
  words bytea not null,                -- sealed text of the page
  primary key (version_id, number)
);

-- Versions somebody chose to take away in one archive: for a week, for them alone.
create table parcels (
  id text primary key,
  firm_id text not null references firms (id),
  created_by text not null references people (id),
  created_at bigint not null,
  expires_at bigint not null
);
create index parcels_to_forget on parcels (firm_id, expires_at);

create table parcel_parts (
  parcel_id text not null references parcels (id),
  number bigint not null,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  contents bytea not null,             -- sealed: each version with its path in the archive and what its headers say
  primary key (parcel_id, number)
);

-- What a scanner said of a version: one row a version, beside it because a version never changes. The row is also what is
-- still to be asked: whoever has a scanner takes what is due.
create table scans (
  version_id text not null primary key references versions (id),
  firm_id text not null references firms (id),
  outcome text not null check (outcome in ('not asked', 'waiting', 'clean', 'infected', 'too large')),
  signature bytea,                   -- sealed: what an infected version carries, as the scanner names it
  tries bigint not null,
  try_at bigint,                   -- when the scanner is asked; absent: nothing is to be asked
  leased_until bigint not null,
  changed_at bigint not null,      -- when the outcome was told
  noted_at bigint,                 -- the firm has seen that an infected version was set aside
  noted_by text references people (id)
);
create index scans_due on scans (try_at) where try_at is not null;
create index scans_set_aside on scans (firm_id, changed_at) where outcome = 'infected';

-- Opens a document to one reader: one version for ever, or the living document (version_id absent).
create table shares (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  document_id text not null references documents (id),
  version_id text references versions (id),
  reader_id text not null references people (id),
  sharing_id text not null,           -- the act: every share made by one press
  note bytea,                          -- sealed
  review_by bigint,                  -- present: asked to review until then
  created_by text not null references people (id),
  created_at bigint not null,
  notice_at bigint,                  -- when the reader is told; absent: not told
  revoked_at bigint,
  revoked_by text references people (id)
);
create index shares_of_matter on shares (matter_id);
create index shares_of_document on shares (document_id, reader_id);
create index shares_of_reader on shares (reader_id, created_at);
create index shares_of_act on shares (sharing_id);
create index shares_asked on shares (firm_id, review_by) where review_by is not null and revoked_at is null;

-- Five levels that are never mixed. Written once, never changed.
create table receipts (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  document_id text not null references documents (id),
  version_id text not null references versions (id),
  person_id text not null references people (id),
  level text not null check (level in ('notified', 'signed in', 'opened', 'shown', 'confirmed')),
  page bigint not null,              -- of 'shown': which page; 0 for the other levels
  way text not null,                  -- how the person was signed in; '' for notified
  device text not null,
  sentence bytea,                      -- sealed: the exact sentence that was confirmed
  created_at bigint not null,
  unique (version_id, person_id, level, page)
);
create index receipts_of_document on receipts (document_id);
create index receipts_of_matter on receipts (matter_id, created_at);

-- What the firm asks of people of the client's side: a list of items. Any of those asked answers.
create table requests (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  title bytea not null,                -- sealed
  note bytea,                          -- sealed: what the firm says with it
  created_by text not null references people (id),
  created_at bigint not null,
  withdrawn_at bigint,               -- in its first minute: for those asked it never was
  withdrawn_by text references people (id)
);
create index requests_of_matter on requests (matter_id, created_at);

create table request_people (
  request_id text not null references requests (id),
  person_id text not null references people (id),
  firm_id text not null references firms (id),
  done_at bigint,                    -- they said that they are done for now
  reminded_at bigint,
  primary key (request_id, person_id)
);
create index request_people_of_person on request_people (person_id);

create table request_items (
  id text primary key,
  firm_id text not null references firms (id),
  request_id text not null references requests (id),
  matter_id text not null references matters (id),
  position bigint not null,
  title bytea not null,                -- sealed
  hint bytea,                          -- sealed: what a good one looks like
  due_at bigint,                     -- absent: no day was named, and nobody is reminded
  created_at bigint not null,
  asked_again_at bigint,             -- the last answer was sent back
  answered_at bigint,                -- an answer waits to be looked at
  settled_at bigint,
  settled_as text check (settled_as in ('right', 'not needed'))
);
create index request_items_of_request on request_items (request_id, position);
create index request_items_due on request_items (firm_id, due_at) where answered_at is null and settled_at is null;
create index request_items_answered on request_items (firm_id, answered_at) where answered_at is not null;

-- What was answered. Written once, never changed.
create table request_answers (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  item_id text not null references request_items (id),
  kind text not null check (kind in ('files', 'document', 'lacking', 'question')),
  delivery_id text unique references deliveries (id),  -- files: with which handing over they came
  version_id text references versions (id),           -- document: which one of those in the matter
  words bytea,                         -- sealed: lacking, question
  more_at bigint,                    -- present: they said that more will come
  created_by text not null references people (id),
  created_at bigint not null
);
create index request_answers_of_item on request_answers (item_id, created_at);

-- What the firm said of an answer. Written once, never changed.
create table request_checks (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  item_id text not null references request_items (id),
  outcome text not null check (outcome in ('right', 'send again', 'not needed')),
  words bytea,                         -- sealed
  created_by text not null references people (id),
  created_at bigint not null
);
create index request_checks_of_item on request_checks (item_id, created_at);

create table messages (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  document_id text references documents (id),
  version_id text references versions (id),
  side text not null check (side in ('firm', 'client')),
  with_id text references people (id), -- between the firm and this person alone; absent: everybody who sees the others
  words bytea not null,                -- sealed
  created_by text not null references people (id),
  created_at bigint not null
);
create index messages_of_matter on messages (matter_id, created_at);

-- What lies with a letter: a version as it was when the letter was sent.
create table message_documents (
  message_id text not null references messages (id),
  firm_id text not null references firms (id),
  document_id text not null references documents (id),
  version_id text not null references versions (id),
  place bigint not null,             -- from 1, in the order of the letter
  primary key (message_id, version_id)
);

-- The letter's page was sent to somebody who is signed in. Written once, never changed.
create table message_receipts (
  message_id text not null references messages (id),
  person_id text not null references people (id),
  firm_id text not null references firms (id),
  way text not null,                  -- how the person was signed in
  shown_at bigint not null,
  primary key (message_id, person_id)
);

-- What somebody has begun to write in a matter; theirs alone.
create table message_drafts (
  matter_id text not null references matters (id),
  person_id text not null references people (id),
  firm_id text not null references firms (id),
  fields bytea not null,               -- sealed: the form as it stands
  saved_at bigint not null,
  primary key (matter_id, person_id)
);

-- Firm only. Notes share no table with letters, so that none can become one.
create table notes (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text not null references matters (id),
  words bytea not null,                -- sealed
  created_by text not null references people (id),
  created_at bigint not null
);
create index notes_of_matter on notes (matter_id, created_at);

-- Ready answers to what many ask.
create table answer_templates (
  id text primary key,
  firm_id text not null references firms (id),
  title bytea not null,                -- sealed
  words_en bytea,                      -- sealed
  words_fr bytea,                      -- sealed
  changed_by text not null references people (id),
  changed_at bigint not null,
  removed_at bigint
);
create index answer_templates_of_firm on answer_templates (firm_id) where removed_at is null;

-- The outbox: written with the act, sent after it.
create table notices (
  id text primary key,
  firm_id text not null references firms (id),
  person_id text not null references people (id),
  kind text not null,
  subject_id text,                    -- the sharing, invitation or delivery it is about
  leave_at bigint not null,          -- never before this
  tries bigint not null,
  next_try_at bigint not null,
  leased_until bigint not null,
  created_at bigint not null,
  sent_at bigint,
  withdrawn_at bigint,
  failed_at bigint,
  failure bytea                        -- sealed: what the mail server said
);
create index notices_waiting on notices (sent_at, withdrawn_at, failed_at, next_try_at);
create index notices_of_person on notices (person_id, created_at);
create index notices_of_subject on notices (subject_id);

-- What somebody chose about letters; no row while they chose nothing. Times are minutes from midnight on the firm's clock.
create table notice_choices (
  person_id text not null primary key references people (id),
  firm_id text not null references firms (id),
  needs_you text not null,            -- at once, once a day, never
  news text not null,
  daily_at bigint not null,
  quiet_from bigint,
  quiet_until bigint,
  changed_at bigint not null
);

create table jobs (
  id text primary key,
  firm_id text not null references firms (id),
  kind text not null,
  subject_id text not null,
  tries bigint not null,
  run_at bigint not null,
  leased_until bigint not null,
  created_at bigint not null,
  done_at bigint,
  failed_at bigint
);
create index jobs_waiting on jobs (done_at, failed_at, run_at);

-- The record: what happened, who did it, when. Written once, never changed.
create table entries (
  id text primary key,
  firm_id text not null references firms (id),
  matter_id text references matters (id),
  actor_id text,                      -- a person; absent: the product itself
  kind text not null,
  subject_id text,
  facts bytea,                         -- sealed
  created_at bigint not null
);
create index entries_of_firm on entries (firm_id, created_at);
create index entries_of_matter on entries (matter_id, created_at);
create index entries_of_actor on entries (actor_id, created_at);
create index entries_of_subject on entries (subject_id, created_at);
create index entries_of_keys on entries (firm_id, created_at) where kind in ('root key renewed', 'firm key renewed', 'matter key renewed');

-- A share with the names it is read with.
create view shares_with_names as
  select s.id, s.matter_id, s.document_id, s.version_id, s.reader_id, r.name as reader_name, s.sharing_id, s.note, s.review_by,
    s.created_by, b.name as created_by_name, s.created_at, s.notice_at, s.revoked_at, s.firm_id
  from shares s join people r on r.id = s.reader_id join people b on b.id = s.created_by;

-- Which member sees which matter, through what, and from when until when. Nothing else says so.
create view sights as
  select t.firm_id, t.matter_id, t.person_id, 'team' as through, cast(0 as bigint) as opens_at, 9223372036854775807 as ends_at
    from matter_team t
    where t.ended_at is null
      and not exists (select 1 from conflicts x where x.matter_id = t.matter_id and x.person_id = t.person_id and x.ended_at is null)
  union all
  select m.firm_id, m.id, o.person_id, 'owner', cast(0 as bigint), 9223372036854775807
    from matters m join members o on o.firm_id = m.firm_id and o.role = 'owner'
    where m.walled_at is null
      and not exists (select 1 from conflicts x where x.matter_id = m.id and x.person_id = o.person_id and x.ended_at is null)
  union all
  select e.firm_id, e.matter_id, e.person_id, 'emergency', e.opens_at, e.ends_at
    from emergencies e
    where e.matter_id is not null and e.opens_at is not null and e.ended_at is null
      and not exists (select 1 from conflicts x where x.matter_id = e.matter_id and x.person_id = e.person_id and x.ended_at is null);
