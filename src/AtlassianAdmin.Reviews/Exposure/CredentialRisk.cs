namespace AtlassianAdmin.Reviews.Exposure;

/// <summary>Why a credential is exposed. One may have several reasons.</summary>
[Flags]
public enum CredentialRisk : long
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>It never expires.</summary>
    NeverExpires = 1,

    /// <summary>It expires before the given time, and whatever uses it stops then.</summary>
    ExpiresSoon = 2,

    /// <summary>It has expired already.</summary>
    Expired = 4,

    /// <summary>Its owner was named as somebody who leaves.</summary>
    OwnerLeaving = 8,

    /// <summary>Its owner is suspended in every directory; the account, and so the token, may still be used elsewhere.</summary>
    OwnerSuspended = 16,

    /// <summary>Its owner's account is scheduled for deletion.</summary>
    OwnerPendingDeletion = 32,

    /// <summary>Its owner's account is deactivated: it is refused, and works again as soon as the account is enabled.</summary>
    OwnerDeactivated = 64,

    /// <summary>Who made the key has left, or is leaving; the key belongs to the organization and goes on working.</summary>
    CreatorLeft = 128,

    /// <summary>The date of its expiry cannot be read: it may never expire.</summary>
    ExpiryNotKnown = 256,

    /// <summary>Its owner is in no directory of the organization, and cannot be found.</summary>
    OwnerNotFound = 512,
}
