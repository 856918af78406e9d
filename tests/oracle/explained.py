"""What may differ between the published Go module and ours, each with why.

The keys are patterns: of identifiers, of names of blocks, of types of answers, of lines that are left out.
"""

from __future__ import annotations

_SCHEMAS = "#/components/schemas"

# Words that the published names spell otherwise, and what is not in the reconstructed config.
CONFIG = {
    "client_settings:\n": "custom_casings:\n"
    + "".join(f"  {word}: {{initialism: true}}\n" for word in "pdf json mcp ttl gif jpeg png".split())
    + "  webp: {snake: webp, camel: webP, pascal: WebP, capital: WebP}\nclient_settings:\n",
    "  completions:\n": "  completions:\n    models: {completion: CompletionResponse}\n",
    "beta_error: BetaManagedAgentsError": f"beta_error: '{_SCHEMAS}/BetaErrorResponse/properties/error'",
    "source_content: BetaManagedAgentsUserContentBlock": "source_content: "
    f"'{_SCHEMAS}/BetaContentBlockSource/properties/content/anyOf/1/items'",
}

BY_HAND = "written by hand"
RECONSTRUCTED = "the reconstructed config has it otherwise"

IDENTIFIERS = {
    r"\.(ToParam|Accumulate|ParseOutput)$": BY_HAND,
    r"^Beta(Tool(Runner\w*|InputSchema)?|JSONSchemaOutputFormat)(\.|$)|NewToolRunner": BY_HAND,
    r"^(CalculateNonStreamingTimeout|ErrStructuredOutputParse)$|ModelNonStreamingTokens$": BY_HAND,
    r"^New(User|Assistant|BetaUser)Message$|^New(BetaToolResultTextBlockParam|ImageBlockBase64)$": BY_HAND,
    r"^ContentBlockUnion\.|^BetaToolSearchToolBm25_20251119Param\.InputExamples$": BY_HAND,
    r"^option\.(Federation|Identity|With(Config|Federation|Profile|outEnv)|HasWithout)": BY_HAND,
    r"^WebSearchTool(20\d+UserLocationParam|(Request|Result)ErrorErrorCode)|^ModelClaude_3_Haiku": RECONSTRUCTED,
    r"^BetaContentBlockSourceContentUnionParam\.": RECONSTRUCTED,
    r"AutoPager\.(Overrides|(Set)?ExtraFields)$": "a detail of the runtime",
    r"param\.(EscapeSJSONKey|Opt\.MarshalJSONWithTimeLayout)$": "a detail of the runtime",
}

ANSWERS = {
    r"\w*(ContentBlockUnion|ContentBlockStart\w*|MessageStreamEvent\w*)": BY_HAND,
    r"(Beta)?(Message|ToolUseBlock|(Raw)?MessageStartEvent|MessageBatch(SucceededResult|ResultUnion))": BY_HAND,
    r"BetaRawMessage\w*": BY_HAND,
}

_TEXT = "the words of an error are our own"
_SAFER = "ours says what the published module passes over"
_FORM = "the name of a file stays in its line, and one without a name has one"

BLOCKS = {
    r"Messages\.(New|CountTokens|NewStreaming|Batches\.New) ": "JSONOutputFormat.Schema and a tool are written by hand",
    r"Vaults\.Credentials\.New ": "the order of two properties of one struct",
    r"(Files\.Upload|Skills\.New|Versions\.New) (hard|empty|extra)": _FORM,
    r"Skills\.(New|Versions\.New) (zero|required)": "an optional form of nothing is not sent",
    r"^behaviour (status (302|304)|answer two)": _SAFER,
    r"^behaviour status 204": "no content is no error",
    r"^behaviour (error (text|cut)|as text)": "text that is no JSON is text",
    r"^behaviour asked Retry-After-1": "a pause before the present is none that was asked for",
    r"^behaviour (reader|pipe|option body)$": "a reader that can be read again is sent again, with its length",
    r"^behaviour option body json$": "a body of the caller's own is not changed",
    r"^behaviour (answer (text|cut)|option (client|base broken|body wrong)|params channel|negative)": _TEXT,
    r"^behaviour path http:": "a credential goes to no other host",
    r"^behaviour option (json|negative)$": "text set by an option is escaped as all text is, a query keeps its order",
    r"^behaviour params map": "times are in whole seconds, as in parameters",
    r"^stream (broken|error|no data|two colon)": _TEXT,
    r"^stream bom": "a mark of the byte order is passed over",
}

LINES = {
    r"^X-Stainless-Timeout: 600$": f"a timeout by the number of tokens is {BY_HAND}",
    r"^$": "published bodies of a verb end with an empty line",
    r"^sent ": f"most of what turns answers into parameters is {BY_HAND}",
    r"OfB\w*CodeExecutionOutputBlockArray": "one alternative that the published union lacks",
}
