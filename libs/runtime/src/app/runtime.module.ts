import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TokenVerifier } from '../auth/token-verifier';
import { HealthController } from '../health/health.controller';
import { HealthRegistry } from '../health/health-registry';
import { CorsPolicy } from '../http/cors-policy';
import { MetricsController } from '../metrics/metrics.controller';
import { Outages } from '../problems/outages';

/** What every process has once, whichever services run in it. */
@Global()
@Module({})
export class RuntimeModule {
  static around(module: unknown, verifier: TokenVerifier): DynamicModule {
    return {
      module: RuntimeModule,
      imports: [module as DynamicModule],
      controllers: [HealthController, MetricsController],
      providers: [HealthRegistry, CorsPolicy, Outages, { provide: TokenVerifier, useValue: verifier }],
      exports: [HealthRegistry, CorsPolicy, Outages, TokenVerifier],
    };
  }
}
