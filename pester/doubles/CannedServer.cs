// A server on this machine that says what a test tells it to say, right or wrong, and remembers what it was sent.
// C# 5, so that Windows PowerShell 5.1 compiles it too.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

namespace AtlassianAdmin.Pester
{
    public sealed class CannedReply
    {
        public CannedReply()
        {
            Pattern = "";
            Times = int.MaxValue;
            Status = 200;
            ContentType = "application/json";
            Body = "";
            Headers = new string[0];
        }

        // Against "METHOD /path?query"; the first reply that fits and is not used up is given.
        public string Pattern { get; set; }

        public int Times { get; set; }

        public int Status { get; set; }

        public string ContentType { get; set; }

        public string Body { get; set; }

        public string[] Headers { get; set; }

        // Promises more than it sends.
        public int MissingBytes { get; set; }

        // Sends that many bytes of a JSON text that never ends, and does not say how many.
        public long FloodBytes { get; set; }

        // Closes the connection without a word.
        public bool HangsUp { get; set; }

        // Says nothing, and keeps the connection.
        public bool Hangs { get; set; }
    }

    public sealed class CannedRequest
    {
        public CannedRequest(string line, string headers, string body)
        {
            Line = line;
            Headers = headers;
            Body = body;
        }

        // "METHOD /path?query".
        public string Line { get; private set; }

        public string Headers { get; private set; }

        public string Body { get; private set; }
    }

    public sealed class CannedServer : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly ConcurrentQueue<CannedRequest> _requests = new ConcurrentQueue<CannedRequest>();
        private readonly List<CannedReply> _replies;
        private readonly Dictionary<CannedReply, int> _used = new Dictionary<CannedReply, int>();
        private readonly X509Certificate2 _certificate;
        private long _sentBytes;
        private readonly ManualResetEvent _end = new ManualResetEvent(false);
        private volatile bool _closed;

        // With a certificate it speaks TLS.
        public CannedServer(CannedReply[] replies, X509Certificate2 certificate)
        {
            _replies = new List<CannedReply>(replies);
            _certificate = certificate;
            _listener.Start();
            new Thread(Accept) { IsBackground = true }.Start();
        }

        public Uri Uri
        {
            get { return new Uri((_certificate == null ? "http" : "https") + "://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/"); }
        }

        public CannedRequest[] Requests { get { return _requests.ToArray(); } }

        public long SentBytes { get { return Interlocked.Read(ref _sentBytes); } }

        public void Dispose()
        {
            _closed = true;
            _end.Set();
            _listener.Stop();
        }

        private void Accept()
        {
            while (!_closed)
            {
                TcpClient client;
                try
                {
                    client = _listener.AcceptTcpClient();
                }
                catch (Exception)
                {
                    return;
                }

                new Thread(Serve) { IsBackground = true }.Start(client);
            }
        }

        private void Serve(object state)
        {
            using (var client = (TcpClient)state)
            {
                try
                {
                    Stream stream = client.GetStream();
                    if (_certificate != null)
                    {
                        var secure = new SslStream(stream);
                        secure.AuthenticateAsServer(_certificate);
                        stream = secure;
                    }

                    CannedRequest request = Read(stream);
                    if (request == null)
                        return;
                    _requests.Enqueue(request);
                    Answer(client, stream, Find(request.Line));
                }
                catch (IOException)
                {
                    // The caller had enough.
                }
                catch (SocketException)
                {
                }
                catch (AuthenticationException)
                {
                    // The caller does not like the certificate.
                }
            }
        }

        private CannedReply Find(string line)
        {
            lock (_used)
            {
                foreach (CannedReply reply in _replies)
                {
                    int used;
                    _used.TryGetValue(reply, out used);
                    if (used >= reply.Times || !Regex.IsMatch(line, reply.Pattern))
                        continue;
                    _used[reply] = used + 1;
                    return reply;
                }
            }

            return new CannedReply { Status = 404, ContentType = "text/plain", Body = "Request failed to match any route" };
        }

        private void Answer(TcpClient client, Stream stream, CannedReply reply)
        {
            if (reply.HangsUp)
                return;
            if (reply.Hangs)
            {
                _end.WaitOne();
                return;
            }

            byte[] body = Encoding.UTF8.GetBytes(reply.Body);
            var head = new StringBuilder("HTTP/1.1 " + reply.Status + " Canned\r\nConnection: close\r\n");
            foreach (string header in reply.Headers)
                head.Append(header).Append("\r\n");
            if (reply.Status != 204)
                head.Append("Content-Type: ").Append(reply.ContentType).Append("\r\n");
            if (reply.FloodBytes == 0 && reply.Status != 204)
                head.Append("Content-Length: ").Append(body.Length + reply.MissingBytes).Append("\r\n");
            Send(stream, Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
            if (reply.Status != 204)
                Send(stream, body);
            if (reply.FloodBytes > 0)
            {
                byte[] flood = Encoding.ASCII.GetBytes(new string('x', 65536));
                Send(stream, Encoding.ASCII.GetBytes("{\"data\":\""));
                for (long sent = 0; sent < reply.FloodBytes; sent += flood.Length)
                    Send(stream, flood);
            }

            // Said to the end before it hangs up, or the last bytes may be lost.
            stream.Flush();
            client.Client.Shutdown(SocketShutdown.Send);
        }

        private void Send(Stream stream, byte[] bytes)
        {
            stream.Write(bytes, 0, bytes.Length);
            Interlocked.Add(ref _sentBytes, bytes.Length);
        }

        private static CannedRequest Read(Stream stream)
        {
            var head = new StringBuilder();
            while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
            {
                int next = stream.ReadByte();
                if (next < 0)
                    return null;
                head.Append((char)next);
            }

            string text = head.ToString();
            string[] first = text.Substring(0, text.IndexOf('\r')).Split(' ');
            Match length = Regex.Match(text, @"^Content-Length:\s*(\d+)", RegexOptions.IgnoreCase | RegexOptions.Multiline);
            var body = new byte[length.Success ? int.Parse(length.Groups[1].Value) : 0];
            int read = 0;
            while (read < body.Length)
            {
                int more = stream.Read(body, read, body.Length - read);
                if (more <= 0)
                    return null;
                read += more;
            }

            return new CannedRequest(first[0] + " " + first[1], text, Encoding.UTF8.GetString(body));
        }
    }
}
