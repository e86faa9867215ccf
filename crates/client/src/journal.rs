//! The journal.

use contract::{
    journal::{
        ConsistencyProof, ConsistencyQuery, InclusionProof, JournalEntry, JournalRoot, ListJournal,
        ListRoots, ProofQuery,
    },
    page::Page,
};
use domain::{ids::EntryId, journal::Root};

use crate::{Client, ClientError};

impl Client {
    /// `list_journal`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_journal(&self, query: &ListJournal) -> Result<Page<JournalEntry>, ClientError> {
        self.get("/journal").query(query).read().await
    }

    /// `get_journal_entry`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_journal_entry(&self, id: EntryId) -> Result<JournalEntry, ClientError> {
        self.get(&format!("/journal/entries/{id}")).read().await
    }

    /// `prove_journal_entry`: the proof as the server gives it, unchecked; see [`Client::verify_journal_entry`].
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn prove_journal_entry(
        &self,
        id: EntryId,
        query: &ProofQuery,
    ) -> Result<InclusionProof, ClientError> {
        self.get(&format!("/journal/entries/{id}/proof")).query(query).read().await
    }

    /// `list_journal_roots`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_journal_roots(&self, query: &ListRoots) -> Result<Page<JournalRoot>, ClientError> {
        self.get("/journal/roots").query(query).read().await
    }

    /// `get_latest_journal_root`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_latest_journal_root(&self) -> Result<JournalRoot, ClientError> {
        self.get("/journal/roots/latest").read().await
    }

    /// `prove_journal_consistency`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn prove_journal_consistency(
        &self,
        query: &ConsistencyQuery,
    ) -> Result<ConsistencyProof, ClientError> {
        self.get("/journal/consistency").query(query).read().await
    }

    /// Fetches an entry with its proof and checks it here: that the entry is covered by a published root, and, where
    /// the caller has noted a root before, that the journal was only appended to since. Hands back the proof and
    /// the root, which is worth noting.
    ///
    /// # Errors
    /// [`ClientError::Proof`] where anything does not hold; other [`ClientError`]s as ever.
    pub async fn verify_journal_entry(
        &self,
        id: EntryId,
        noted: Option<&Root>,
    ) -> Result<(InclusionProof, Root), ClientError> {
        let root = Root::from(self.get_latest_journal_root().await?);
        let proof = self.prove_journal_entry(id, &ProofQuery { size: Some(root.size) }).await?;
        self.check_proof(&proof, &root, noted).await?;
        Ok((proof, root))
    }

    /// Checks a proof against a published root, and that root against one that was noted before.
    pub(crate) async fn check_proof(
        &self,
        proof: &InclusionProof,
        root: &Root,
        noted: Option<&Root>,
    ) -> Result<(), ClientError> {
        proof.verify(root)?;
        // The same root needs no proof that it grew.
        if let Some(noted) = noted.filter(|noted| *noted != root) {
            let query = ConsistencyQuery { from: noted.size, to: root.size };
            let grown = self.prove_journal_consistency(&query).await?;
            grown.verify(noted, root)?;
        }
        Ok(())
    }
}
