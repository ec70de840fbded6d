namespace AtlassianAdmin.Sandbox.Http;

/// <summary>One operation: its method, its path with <c>{}</c> where a value stands, and who answers it.</summary>
internal sealed class SandboxRoute
{
    private readonly string _method;
    private readonly string[] _template;
    private readonly Func<SandboxCall, string[], SandboxReply> _answer;

    public SandboxRoute(string method, string template, Func<SandboxCall, string[], SandboxReply> answer)
    {
        _method = method;
        _template = template.TrimStart('/').Split('/');
        _answer = answer;
    }

    /// <summary>Answers the call when it is for this operation.</summary>
    public bool TryAnswer(SandboxCall call, out SandboxReply? reply)
    {
        reply = null;
        if (_method != call.Request.Method || _template.Length != call.Segments.Length)
            return false;
        var values = new List<string>();
        for (int i = 0; i < _template.Length; i++)
        {
            if (_template[i] == "{}" && call.Segments[i].Length > 0)
                values.Add(call.Segments[i]);
            else if (_template[i] != call.Segments[i])
                return false;
        }

        reply = _answer(call, values.ToArray());
        return true;
    }
}
