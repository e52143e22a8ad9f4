namespace BlueSky.LocalHost;

/// <summary>LocalHost cannot start; the message is one sentence or two for a person: what is wrong, what to do.</summary>
internal sealed class StartRefusedException(string sentence) : Exception(sentence);
