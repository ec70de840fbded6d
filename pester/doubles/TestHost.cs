// A host that a test can read: what was written to its screen, what it was asked, and the answers it gives.
// C# 5, so that Windows PowerShell 5.1 compiles it too.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;

namespace AtlassianAdmin.Pester
{
    public sealed class TestHost : PSHost
    {
        private readonly Guid _id = Guid.NewGuid();
        private readonly TestScreen _screen = new TestScreen();

        public TestScreen Screen { get { return _screen; } }

        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }

        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }

        public override Guid InstanceId { get { return _id; } }

        public override string Name { get { return "TestHost"; } }

        public override PSHostUserInterface UI { get { return _screen; } }

        public override Version Version { get { return new Version(1, 0); } }

        public override void EnterNestedPrompt() { throw new NotSupportedException(); }

        public override void ExitNestedPrompt() { throw new NotSupportedException(); }

        public override void NotifyBeginApplication() { }

        public override void NotifyEndApplication() { }

        public override void SetShouldExit(int exitCode) { }
    }

    public sealed class TestScreen : PSHostUserInterface
    {
        private readonly ConcurrentQueue<string> _lines = new ConcurrentQueue<string>();
        private readonly ConcurrentQueue<string> _questions = new ConcurrentQueue<string>();
        private readonly ConcurrentQueue<int> _threads = new ConcurrentQueue<int>();
        private readonly ConcurrentQueue<string> _progress = new ConcurrentQueue<string>();
        private readonly ConcurrentQueue<string> _answers = new ConcurrentQueue<string>();

        public string[] Lines { get { return _lines.ToArray(); } }

        public string[] Questions { get { return _questions.ToArray(); } }

        // The threads that the questions were asked on.
        public int[] QuestionThreads { get { return _threads.ToArray(); } }

        public string[] Progress { get { return _progress.ToArray(); } }

        // The labels to choose, in order, such as "Yes" or "No to All"; after the last one nobody answers any more.
        public void WillAnswer(params string[] labels)
        {
            foreach (string label in labels)
                _answers.Enqueue(label);
        }

        public override PSHostRawUserInterface RawUI { get { return null; } }

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            _questions.Enqueue(message);
            _threads.Enqueue(Thread.CurrentThread.ManagedThreadId);
            string label;
            if (!_answers.TryDequeue(out label))
                throw new HostException("Nobody is here to answer.");
            for (int i = 0; i < choices.Count; i++)
            {
                if (choices[i].Label.Replace("&", "") == label)
                    return i;
            }

            throw new InvalidOperationException("There is no choice " + label + ".");
        }

        public override void Write(string value) { _lines.Enqueue(value); }

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { _lines.Enqueue(value); }

        public override void WriteLine(string value) { _lines.Enqueue(value); }

        public override void WriteDebugLine(string message) { }

        public override void WriteErrorLine(string value) { }

        public override void WriteVerboseLine(string message) { }

        public override void WriteWarningLine(string message) { }

        public override void WriteProgress(long sourceId, ProgressRecord record) { _progress.Enqueue(record.ToString()); }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
        {
            throw new HostException("Nobody is here to answer.");
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        {
            throw new HostException("Nobody is here to answer.");
        }

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
        {
            throw new HostException("Nobody is here to answer.");
        }

        public override string ReadLine() { throw new HostException("Nobody is here to answer."); }

        public override SecureString ReadLineAsSecureString() { throw new HostException("Nobody is here to answer."); }
    }
}
