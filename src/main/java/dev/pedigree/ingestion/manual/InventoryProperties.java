package dev.pedigree.ingestion.manual;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of model inventories.
 *
 * @param maxLines most lines that are taken at once
 */
@ConfigurationProperties("pedigree.inventory")
record InventoryProperties(@DefaultValue("10000") int maxLines) {
}
