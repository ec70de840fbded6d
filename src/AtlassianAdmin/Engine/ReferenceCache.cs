namespace AtlassianAdmin.Engine;

/// <summary>Looks each reference up once, not once for each person.</summary>
/// <typeparam name="T">What references stand for.</typeparam>
internal sealed class ReferenceCache<T>(AtlassianCmdlet cmdlet)
    where T : class
{
    private readonly Dictionary<string, (T? Found, AdminException? Fault)> _known = [];

    /// <summary>What a reference stands for, or why it stands for nothing.</summary>
    public (T? Found, AdminException? Fault) Find(string text, Func<Task<T>> find)
    {
        if (_known.TryGetValue(text, out (T? Found, AdminException? Fault) known))
            return known;
        try
        {
            known = (cmdlet.Await(cmdlet.Begin(find)), null);
        }
        catch (AdminException e)
        {
            known = (null, e);
            // Anything else may be over by the next time.
            if (e.Code is not (ErrorCode.GroupNotFound or ErrorCode.AmbiguousIdentity or ErrorCode.ResourceNotFound))
                return known;
        }

        return _known[text] = known;
    }
}
