import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/decorators';
import { metrics } from './metrics';

/** For Prometheus. Holds no data of teams or people; the edge does not pass it on. */
@ApiExcludeController()
@Public()
@Controller('metrics')
export class MetricsController {
  @Get()
  @Header('content-type', metrics.registry.contentType)
  @Header('cache-control', 'no-store')
  read(): Promise<string> {
    return metrics.registry.metrics();
  }
}
