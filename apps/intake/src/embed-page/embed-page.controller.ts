import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { pagePolicy, Public } from '@switchboard/runtime';
import { parseChannelKey } from '../channel-access/channel-key';
import { ChannelKeys, invalidKey } from '../channel-access/channel-keys';
import { problemAnswer } from '../show-chat/problem-answer';
import { frameAncestors } from './frame-ancestors';

interface HeadersOfReply {
  header(name: string, value: string): unknown;
  raw: { removeHeader(name: string): void };
}

/** Loads the web app's page for frames, which finds the key in its own address. */
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
    <meta name="color-scheme" content="light dark" />
    <title>Switchboard</title>
    <script type="module" src="/embedded.js"></script>
  </head>
  <body>
    <div id="root"></div>
  </body>
</html>
`;

@ApiTags('pages')
@Controller('api/v1/intake/widget')
export class EmbedPageController {
  constructor(private readonly keys: ChannelKeys) {}

  /** It is served here because only intake knows which pages a channel allows; their browsers then hold them to it. */
  @Get(':key')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  // Pages that want this of all that they load frame no other; what the page itself loads comes from its own address.
  @Header('cross-origin-embedder-policy', 'require-corp')
  @ApiOperation({
    operationId: 'showEmbeddedPage',
    summary: 'The page of customers, to be framed by web pages that the channel allows',
    description: '`key` is a publishable key. `/widget.js` opens this page in a frame.',
  })
  @ApiProduces('text/html')
  @ApiOkResponse({ description: 'The page', schema: { type: 'string' } })
  @ApiUnauthorizedResponse(problemAnswer('No publishable key that is in force'))
  async show(@Param('key') text: string, @Res({ passthrough: true }) reply: HeadersOfReply): Promise<string> {
    const key = parseChannelKey(text);
    if (key?.kind !== 'publishable') throw invalidKey();
    const { allowedOrigins } = await this.keys.verify(key);
    reply.header('content-security-policy', pagePolicy(frameAncestors(allowedOrigins)));
    // It says the same as the policy, but knows only all or nobody.
    reply.raw.removeHeader('x-frame-options');
    return page;
  }
}
