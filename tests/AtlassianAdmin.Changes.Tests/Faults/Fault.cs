namespace AtlassianAdmin.Changes.Tests.Faults;

/// <summary>What can befall one attempt of a request. "Late" ones befall the answer, after the service has done its work.</summary>
public enum Fault
{
    /// <summary>Nobody listens.</summary>
    Refused,

    /// <summary>The name of the service is not known.</summary>
    NoSuchHost,

    /// <summary>The certificate is not accepted.</summary>
    BadCertificate,

    /// <summary>The connection breaks before the service has the request.</summary>
    Reset,

    /// <summary>The connection breaks, and the work is done.</summary>
    ResetLate,

    /// <summary>Nothing comes, and nothing was done.</summary>
    Stall,

    /// <summary>Nothing comes, and the work is done.</summary>
    StallLate,

    /// <summary>The answer ends in its middle, and the work is done.</summary>
    CutLate,

    /// <summary>A page of a gateway with the status of a success.</summary>
    HtmlPage,

    /// <summary>A page of a gateway with 502.</summary>
    HtmlError,

    /// <summary>408.</summary>
    Timeout408,

    /// <summary>429 without a word on when to come again.</summary>
    TooMany429,

    /// <summary>500, and the work is done.</summary>
    Error500Late,

    /// <summary>502.</summary>
    Gateway502,

    /// <summary>503.</summary>
    Unavailable503,

    /// <summary>503 that names a time to come again.</summary>
    Unavailable503RetryAfter,

    /// <summary>504, and the work is done.</summary>
    Gateway504Late,

    /// <summary>401 of the gateway: the key has expired.</summary>
    ExpiredKey,
}
