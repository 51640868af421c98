# Lines of genai_prices/data.py of genai-prices 0.2.3: some models of four providers, whole.
# Copyright (c) Pydantic Services Inc. 2025 to present. MIT: the text is in bundles/catalog/resources/META-INF/NOTICE.

providers: list[Provider] = [
    Provider(
        id='anthropic',
        name='Anthropic',
        pricing_urls=['https://www.anthropic.com/pricing#api'],
        models=[
            ModelInfo(
                id='claude-haiku-5-5',
                match=ClauseOr(
                    or_=[
                        ClauseEquals(equals='claude-haiku-5-5'),
                        ClauseRegex(regex='^claude-haiku-5-5-\\d{8}$'),
                        ClauseStartsWith(starts_with='claude-haiku-5-5@'),
                        ClauseStartsWith(starts_with='claude-haiku-5.5'),
                        ClauseStartsWith(starts_with='claude-5-5-haiku'),
                        ClauseStartsWith(starts_with='claude-5.5-haiku'),
                    ]
                ),
                name='Claude Haiku 5.5',
                description='For high-volume, latency-sensitive tasks such as classification, extraction, and routing',
                context_window=1000000,
                price_comments='Priced by prompt length: every token in a request whose prompt exceeds 100,000 tokens is billed at the higher rate (5x). Cache reads are the standard 0.1x of base input. Ref: https://platform.claude.com/docs/en/about-claude/pricing#long-context-pricing Model ID ref: https://platform.claude.com/docs/en/about-claude/models/overview',
                prices=ModelPrice(
                    input_mtok=TieredPrices(base=Decimal('0.1'), tiers=[Tier(start=100000, price=Decimal('0.5'))]),
                    cache_write_mtok=TieredPrices(
                        base=Decimal('0.125'), tiers=[Tier(start=100000, price=Decimal('0.625'))]
                    ),
                    cache_read_mtok=TieredPrices(
                        base=Decimal('0.01'), tiers=[Tier(start=100000, price=Decimal('0.05'))]
                    ),
                    output_mtok=TieredPrices(base=Decimal('0.5'), tiers=[Tier(start=100000, price=Decimal('2.5'))]),
                    cache_write_1h_mtok=TieredPrices(
                        base=Decimal('0.2'), tiers=[Tier(start=100000, price=Decimal('1'))]
                    ),
                    web_searches_kcount=Decimal('10'),
                ),
                price_variants=[
                    PriceVariant(
                        when={'processing': 'batch'},
                        prices=ModelPrice(
                            input_mtok=TieredPrices(
                                base=Decimal('0.05'), tiers=[Tier(start=100000, price=Decimal('0.25'))]
                            ),
                            cache_write_mtok=TieredPrices(
                                base=Decimal('0.0625'), tiers=[Tier(start=100000, price=Decimal('0.3125'))]
                            ),
                            cache_read_mtok=TieredPrices(
                                base=Decimal('0.005'), tiers=[Tier(start=100000, price=Decimal('0.025'))]
                            ),
                            output_mtok=TieredPrices(
                                base=Decimal('0.25'), tiers=[Tier(start=100000, price=Decimal('1.25'))]
                            ),
                            cache_write_1h_mtok=TieredPrices(
                                base=Decimal('0.1'), tiers=[Tier(start=100000, price=Decimal('0.5'))]
                            ),
                        ),
                        constraint=StartDateConstraint(start_date=datetime.date(2026, 10, 14)),
                    )
                ],
            ),
            ModelInfo(
                id='claude-opus-4-6',
                match=ClauseOr(
                    or_=[
                        ClauseStartsWith(starts_with='claude-opus-4-6'),
                        ClauseStartsWith(starts_with='claude-opus-4.6'),
                        ClauseStartsWith(starts_with='claude-4-6-opus'),
                        ClauseStartsWith(starts_with='claude-4.6-opus'),
                    ]
                ),
                name='Claude Opus 4.6',
                description='Our most intelligent model for building agents and coding',
                context_window=1000000,
                price_comments='One-hour cache writes cost 2x the base input price. The 1M context window is generally available. Refs: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing, https://platform.claude.com/docs/en/build-with-claude/context-windows#context-window-sizes-by-model',
                prices=[
                    ConditionalPrice(
                        prices=ModelPrice(
                            input_mtok=TieredPrices(base=Decimal('5'), tiers=[Tier(start=200000, price=Decimal('10'))]),
                            cache_write_mtok=TieredPrices(
                                base=Decimal('6.25'), tiers=[Tier(start=200000, price=Decimal('12.5'))]
                            ),
                            cache_read_mtok=TieredPrices(
                                base=Decimal('0.5'), tiers=[Tier(start=200000, price=Decimal('1'))]
                            ),
                            output_mtok=TieredPrices(
                                base=Decimal('25'), tiers=[Tier(start=200000, price=Decimal('37.5'))]
                            ),
                            cache_write_1h_mtok=TieredPrices(
                                base=Decimal('10'), tiers=[Tier(start=200000, price=Decimal('20'))]
                            ),
                            web_searches_kcount=Decimal('10'),
                        )
                    ),
                    ConditionalPrice(
                        constraint=StartDateConstraint(start_date=datetime.date(2026, 3, 13)),
                        prices=ModelPrice(
                            input_mtok=Decimal('5'),
                            cache_write_mtok=Decimal('6.25'),
                            cache_read_mtok=Decimal('0.5'),
                            output_mtok=Decimal('25'),
                            cache_write_1h_mtok=Decimal('10'),
                            web_searches_kcount=Decimal('10'),
                        ),
                    ),
                ],
                price_variants=[
                    PriceVariant(
                        when={'processing': 'batch'},
                        prices=ModelPrice(
                            input_mtok=Decimal('2.5'),
                            cache_write_mtok=Decimal('3.125'),
                            cache_read_mtok=Decimal('0.25'),
                            output_mtok=Decimal('12.5'),
                            cache_write_1h_mtok=Decimal('5'),
                        ),
                        constraint=StartDateConstraint(start_date=datetime.date(2026, 10, 14)),
                    )
                ],
            ),
        ],
    ),
    Provider(
        id='deepseek',
        name='Deepseek',
        pricing_urls=['https://api-docs.deepseek.com/quick_start/pricing'],
        models=[
            ModelInfo(
                id='deepseek-chat',
                match=ClauseOr(
                    or_=[ClauseStartsWith(starts_with='deepseek-chat'), ClauseEquals(equals='deepseek-chat-v3-0324')]
                ),
                name='DeepSeek Chat',
                description='DeepSeek-V3 is the latest model from the DeepSeek team, building upon the instruction following and coding abilities of the previous versions. Pre-trained on nearly 15 trillion tokens, the reported evaluations reveal that the model outperforms other open-source models and rivals leading closed-source models.',
                context_window=64000,
                prices=[
                    ConditionalPrice(
                        prices=ModelPrice(
                            input_mtok=Decimal('0.135'), cache_read_mtok=Decimal('0.035'), output_mtok=Decimal('0.55')
                        )
                    ),
                    ConditionalPrice(
                        constraint=TimeOfDateConstraint(
                            start_time=datetime.time(0, 30, tzinfo=datetime.UTC),
                            end_time=datetime.time(16, 30, tzinfo=datetime.UTC),
                        ),
                        prices=ModelPrice(
                            input_mtok=Decimal('0.27'), cache_read_mtok=Decimal('0.07'), output_mtok=Decimal('1.1')
                        ),
                    ),
                ],
            ),
        ],
    ),
    Provider(
        id='google',
        name='Google',
        models=[
            ModelInfo(
                id='gemini-3.6-flash',
                match=ClauseStartsWith(starts_with='gemini-3.6-flash'),
                name='Gemini 3.6 Flash',
                description="Google's most intelligent model built for speed, combining frontier intelligence with improved reasoning, coding, and multimodal understanding.",
                context_window=1000000,
                price_comments='See https://ai.google.dev/gemini-api/docs/pricing. Standard tier pricing shown; Batch and Flex tiers offer 50% discount. No separate audio input rate documented. Introductory rates apply through 2026-12-31. The cache storage price ($0.50 per 1M tokens per hour) has no unit in prices/units.yml and is not represented here. Batch rates verified on 2026-10-14 at https://ai.google.dev/gemini-api/docs/pricing (Batch tab); batch history before then is not modelled. Batch halves input, output and context caching, at both the introductory and the 2027-01-01 rates.',
                prices=[
                    ConditionalPrice(
                        prices=ModelPrice(
                            input_mtok=Decimal('0.75'),
                            cache_read_mtok=Decimal('0.075'),
                            output_mtok=Decimal('3.75'),
                            web_searches_kcount=Decimal('14'),
                        )
                    ),
                    ConditionalPrice(
                        constraint=StartDateConstraint(start_date=datetime.date(2027, 1, 1)),
                        prices=ModelPrice(
                            input_mtok=Decimal('1.5'),
                            cache_read_mtok=Decimal('0.15'),
                            output_mtok=Decimal('7.5'),
                            web_searches_kcount=Decimal('14'),
                        ),
                    ),
                ],
                price_variants=[
                    PriceVariant(
                        when={'processing': 'batch'},
                        prices=ModelPrice(
                            input_mtok=Decimal('0.75'), cache_read_mtok=Decimal('0.075'), output_mtok=Decimal('3.75')
                        ),
                        constraint=StartDateConstraint(start_date=datetime.date(2027, 1, 1)),
                    ),
                    PriceVariant(
                        when={'processing': 'batch'},
                        prices=ModelPrice(
                            input_mtok=Decimal('0.375'), cache_read_mtok=Decimal('0.0375'), output_mtok=Decimal('1.875')
                        ),
                        constraint=StartDateConstraint(start_date=datetime.date(2026, 10, 14)),
                    ),
                ],
            ),
        ],
    ),
    Provider(
        id='cloudflare',
        name='Cloudflare Workers AI',
        models=[
            ModelInfo(
                id='@cf/cloudflare/clef-flash',
                match=ClauseOr(
                    or_=[ClauseEquals(equals='@cf/cloudflare/clef-flash'), ClauseEquals(equals='clef-flash')]
                ),
                name='Clef Flash',
                context_window=65536,
                price_comments='Input only, $0.09 per million tokens. https://developers.cloudflare.com/workers-ai/models/clef-flash/',
                prices=[
                    ConditionalPrice(constraint=None, prices=ModelPrice(input_mtok=Decimal('0.09'))),
                    ConditionalPrice(
                        constraint=StartDateConstraint(start_date=datetime.date(2026, 10, 19)),
                        prices=ModelPrice(input_mtok=Decimal('0.038')),
                    ),
                ],
            ),
        ],
    ),
]
