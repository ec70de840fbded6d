using System.Globalization;
using System.IO;
using System.Text;

namespace AtlassianAdmin.Sandbox.Http;

/// <summary>Keeps the requests that a simulated organization answered, as a CSV file. A file that is there is written on at its end.</summary>
public sealed class RequestLog : IDisposable
{
    private const string Header = "Time,Method,Path,Status";

    private readonly object _authorization = new();
    private readonly StreamWriter _writer;
    private bool _isClosed;

    /// <summary>Opens the file, and makes it when there is none.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <exception cref="IOException">It cannot be written, as with <see cref="UnauthorizedAccessException"/> and the others of a file.</exception>
    public RequestLog(string path)
    {
        // Others may read it while the sandbox runs.
        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        _writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n", AutoFlush = true };
        if (file.Length == 0)
            _writer.WriteLine(Header);
    }

    /// <summary>Writes a request; none any more once it is closed.</summary>
    /// <param name="request">The request.</param>
    public void Add(AnsweredRequest request)
    {
        string time = request.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string line = string.Join(",", time, request.Method, request.Template, request.Status.ToString(CultureInfo.InvariantCulture));
        lock (_authorization)
        {
            if (!_isClosed)
                _writer.WriteLine(line);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (_authorization)
        {
            _isClosed = true;
            _writer.Dispose();
        }
    }
}
