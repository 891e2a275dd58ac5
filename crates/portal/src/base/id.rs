//! Ids: a typed prefix and a UUIDv7, as text. The type says what it names; the text says it to a person reading a log.

use std::fmt;

use anteroom_db::{Column, Param, Value};

/// Characters of an id: three of prefix, one underscore, 32 hexadecimal digits.
pub const LENGTH: usize = 36;

/// What every id type can do, so that code that only carries ids needs no list of them.
pub trait Id: Copy + Eq + fmt::Debug + Send + Sync + 'static {
    /// Three letters and an underscore.
    const PREFIX: &'static str;
    /// Takes text that [`parse`](Id::parse) or [`from_uuid`](Id::from_uuid) has shaped.
    fn from_bytes(bytes: [u8; LENGTH]) -> Self;
    /// The id as text.
    fn as_str(&self) -> &str;

    /// Makes an id from a UUID.
    fn from_uuid(uuid: uuid::Uuid) -> Self {
        let mut bytes = [0_u8; LENGTH];
        bytes[..4].copy_from_slice(Self::PREFIX.as_bytes());
        uuid.simple().encode_lower(&mut bytes[4..]);
        Self::from_bytes(bytes)
    }

    /// The UUID inside.
    fn uuid(&self) -> uuid::Uuid {
        uuid::Uuid::try_parse(&self.as_str()[4..]).unwrap_or_default()
    }

    /// Reads an id from an address or a form: exactly its own prefix and lower-case digits, else nothing.
    fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; LENGTH] = text.as_bytes().try_into().ok()?;
        let digits = text.strip_prefix(Self::PREFIX)?;
        digits
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
            .then(|| Self::from_bytes(bytes))
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; LENGTH]);

        impl Id for $name {
            const PREFIX: &'static str = $prefix;
            fn from_bytes(bytes: [u8; LENGTH]) -> Self { Self(bytes) }
            fn as_str(&self) -> &str { std::str::from_utf8(&self.0).unwrap_or_default() }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
        impl AsRef<str> for $name { fn as_ref(&self) -> &str { self.as_str() } }
        impl Param for $name { fn value(&self) -> Value<'_> { Value::Text(self.as_str()) } }
        impl Column for $name {
            fn from_value(value: Value<'_>) -> Option<Self> {
                match value { Value::Text(text) => Self::parse(text), _ => None }
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not an id of this kind"))
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> { to.serialize_str(self.as_str()) }
        }
    )*};
}

ids! {
    /// A tenant.
    FirmId = "frm_";
    /// Someone who signs in.
    PersonId = "per_";
    /// A passkey of a person.
    PasskeyId = "pky_";
    /// A recovery code of a person.
    RecoveryCodeId = "rec_";
    /// A code card of a person.
    CodeCardId = "crd_";
    /// A signed-in browser.
    SessionId = "ses_";
    /// A new address somebody asked for.
    AddressChangeId = "adr_";
    /// A form that was kept for somebody whose session had ended.
    KeptFormId = "kep_";
    /// Someone on the way in.
    AttemptId = "att_";
    /// A way in, sent or printed, that was not used yet.
    InvitationId = "inv_";
    /// A forgotten password being given back.
    PasswordResetId = "pwr_";
    /// A member vouching for somebody who can't get in.
    VouchingId = "vou_";
    /// A party the firm acts for.
    ClientId = "cli_";
    /// A kind of matter.
    KindId = "knd_";
    /// One engagement.
    MatterId = "mat_";
    /// A stage of a matter.
    StageId = "stg_";
    /// A matter coming to a stage.
    StageMoveId = "mov_";
    /// A member asks to open a matter in an emergency.
    EmergencyId = "eme_";
    /// What the client reads about where a matter stands.
    StatusUpdateId = "sta_";
    /// A link for files.
    LinkId = "lnk_";
    /// Somebody who came through a link for files.
    SenderId = "snd_";
    /// A name with history.
    DocumentId = "doc_";
    /// Immutable bytes.
    VersionId = "ver_";
    /// A transfer, and the home of its segments.
    UploadId = "upl_";
    /// Files a client handed over in one act.
    DeliveryId = "del_";
    /// Versions chosen to be taken away in one archive.
    ParcelId = "par_";
    /// One document opened to one reader.
    ShareId = "sha_";
    /// The act of sharing: one press, many shares.
    SharingId = "act_";
    /// Evidence of one level.
    ReceiptId = "rct_";
    /// Something asked of people of the client's side.
    RequestId = "req_";
    /// One thing on a request's list.
    ItemId = "itm_";
    /// What somebody answered to an item.
    AnswerId = "ans_";
    /// What the firm said of an answer.
    CheckId = "chk_";
    /// A letter in a matter.
    MessageId = "msg_";
    /// A note only the firm reads.
    NoteId = "nte_";
    /// A ready answer of the firm.
    AnswerTemplateId = "ans_";
    /// A mail that waits, left or came back.
    NoticeId = "not_";
    /// Work for later.
    JobId = "job_";
    /// A line of the record.
    EntryId = "ent_";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_nothing_else_passes_for_it() {
        let id = MatterId::from_uuid(uuid::Uuid::from_u128(7));
        assert_eq!(MatterId::parse(id.as_str()), Some(id));
        assert_eq!(DocumentId::parse(id.as_str()), None);
        for text in [
            "",
            "mat_",
            "mat_../../etc/passwd",
            &id.as_str().to_uppercase(),
            &format!("{id}0"),
        ] {
            assert_eq!(MatterId::parse(text), None, "{text}");
        }
    }
}
