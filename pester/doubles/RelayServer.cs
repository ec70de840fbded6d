// A server on this machine that hands on what another one says, but for what a test wants to be different.
// C# 5, so that Windows PowerShell 5.1 compiles it too.
using System;
using System.IO;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

namespace AtlassianAdmin.Pester
{
    public sealed class RelayServer : IDisposable
    {
        private static readonly Regex Name = new Regex(
            "(\"(?:name|displayName|display_name|label|nickname|title|jobTitle|job_title|department|location|organization|formatted|givenName|familyName|description|groupName|message|detail|content)\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)+)\"",
            RegexOptions.CultureInvariant);

        private readonly HttpListener _listener;
        private readonly Uri _target;
        private int _requests;
        private int _faults;

        public RelayServer(Uri target)
        {
            _target = target;
            for (int port = 49500; _listener == null; port++)
            {
                // One that could not begin cannot be used again.
                var listener = new HttpListener();
                listener.Prefixes.Add("http://127.0.0.1:" + port + "/");
                try
                {
                    listener.Start();
                    _listener = listener;
                    Uri = new Uri("http://127.0.0.1:" + port + "/");
                }
                catch (HttpListenerException)
                {
                    // Taken by another: the next one.
                    if (port > 49900)
                        throw;
                }
            }

            new Thread(Serve) { IsBackground = true }.Start();
        }

        public Uri Uri { get; private set; }

        // Is added to every name; JSON, as it stands between quotation marks. Null for nothing.
        public string Addition { get; set; }

        // The paths that are refused with 403; null for none.
        public string Refused { get; set; }

        // Breaks one of so many requests, in turn before and after it was done: 0 for none.
        public int FaultEvery { get; set; }

        // How many were broken.
        public int Faults
        {
            get { return _faults; }
        }

        public void Dispose()
        {
            _listener.Close();
        }

        private void Serve()
        {
            while (_listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = _listener.GetContext();
                }
                catch (Exception e)
                {
                    if (e is HttpListenerException || e is ObjectDisposedException || e is InvalidOperationException)
                        return;
                    throw;
                }

                ThreadPool.QueueUserWorkItem(delegate { Handle(context); });
            }
        }

        // What is thrown on a thread of its own ends the whole PowerShell.
        private void Handle(HttpListenerContext context)
        {
            try
            {
                Answer(context);
            }
            catch (Exception e)
            {
                if (!(e is HttpListenerException || e is IOException || e is ObjectDisposedException || e is InvalidOperationException || e is WebException))
                    throw;
                // The caller had enough, or one of the two servers is closed: nobody waits for the rest.
                try
                {
                    context.Response.Abort();
                }
                catch (ObjectDisposedException)
                {
                    // It had ended already.
                }
            }
        }

        private static void Break(HttpListenerContext context, int fault)
        {
            byte[] page = Encoding.UTF8.GetBytes("<html><body>Something went wrong.</body></html>");
            context.Response.StatusCode = fault == 1 ? 429 : fault == 2 ? 503 : fault == 4 ? 200 : fault == 5 ? 504 : 502;
            if (fault == 1)
                context.Response.Headers["Retry-After"] = "1";
            context.Response.ContentType = "text/html";
            // A reply that is cut tells nothing: the connection ends in the middle of it.
            bool isCut = fault == 0 || fault == 4;
            if (isCut)
                context.Response.ContentLength64 = 2 * page.Length;
            context.Response.OutputStream.Write(page, 0, page.Length);
            if (isCut)
                context.Response.Abort();
            else
                context.Response.Close();
        }

        private void Answer(HttpListenerContext context)
        {
            if (Refused != null && Regex.IsMatch(context.Request.RawUrl, Refused))
            {
                context.Response.StatusCode = 403;
                context.Response.Close();
                return;
            }

            int number = Interlocked.Increment(ref _requests);
            int fault = FaultEvery > 0 && number % FaultEvery == 0 ? Interlocked.Increment(ref _faults) % 6 : -1;
            if (fault >= 0 && fault < 4)
            {
                Break(context, fault);
                return;
            }

#pragma warning disable 618, SYSLIB0014
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(new Uri(_target, context.Request.RawUrl));
#pragma warning restore 618, SYSLIB0014
            request.Method = context.Request.HttpMethod;
            request.Proxy = null;
            request.Headers["Authorization"] = context.Request.Headers["Authorization"];
            if (context.Request.HasEntityBody)
            {
                request.ContentType = context.Request.ContentType;
                using (Stream body = request.GetRequestStream())
                    context.Request.InputStream.CopyTo(body);
            }

            HttpWebResponse response;
            try
            {
                response = (HttpWebResponse)request.GetResponse();
            }
            catch (WebException e)
            {
                response = e.Response as HttpWebResponse;
                if (response == null)
                    throw;
            }

            using (response)
            using (var reader = new StreamReader(response.GetResponseStream(), Encoding.UTF8))
            {
                string text = reader.ReadToEnd();
                if (fault >= 4)
                {
                    Break(context, fault);
                    return;
                }

                if (Addition != null)
                    text = Name.Replace(text, "$1" + Addition.Replace("$", "$$") + "\"");
                byte[] answer = Encoding.UTF8.GetBytes(text);
                context.Response.StatusCode = (int)response.StatusCode;
                if (response.StatusCode != HttpStatusCode.NoContent)
                {
                    context.Response.ContentType = response.ContentType;
                    context.Response.OutputStream.Write(answer, 0, answer.Length);
                }

                context.Response.Close();
            }
        }
    }
}
