namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>How the end of a reply is told, and whether that is true.</summary>
internal enum Framing
{
    Length,
    Unframed,
    Chunked,
    ChunkedAndCut,
    ChunkedFalsely,
    LengthTooSmall,
    LengthTooLarge,
    LengthOfNothing,
    LengthBeyondAll,
    LengthTwice,
    Compressed,
    CompressedAndCut,
    CompressedFalsely,
    DeflatedFalsely,
    EncodedUnknown,
    ResetBefore,
    ResetWithin,
    ClosedBefore,
    StalledBefore,
    StalledWithin,
    Endless,
}
