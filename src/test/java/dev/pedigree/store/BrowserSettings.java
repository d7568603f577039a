package dev.pedigree.store;

import org.neo4j.configuration.SettingImpl;
import org.neo4j.configuration.SettingValueParsers;
import org.neo4j.configuration.SettingsDeclaration;
import org.neo4j.graphdb.config.Setting;

/**
 * What Neo4j Browser asks the server for and the Community edition does not declare.
 * Declared here, so that the page hears that it must stay at home.
 */
public final class BrowserSettings implements SettingsDeclaration {

	/** Whether the page may fetch guides, images and scripts from other hosts. */
	public static final Setting<Boolean> allow_outgoing_connections = SettingImpl
		.newBuilder("browser.allow_outgoing_connections", SettingValueParsers.BOOL, false)
		.build();

}
